package dev.parley.api.problem;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports requests that the server itself rejects before any of our filters, such as an unknown
 * method, in the form of all problems instead of its own HTML. The server instantiates this class
 * by name.
 */
public final class ProblemReports extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemReports.class);
  private static final JsonMapper JSON = new JsonMapper();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    var status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    var writable = new AtomicBoolean();
    response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, writable);
    if (!writable.get()) {
      return;
    }
    try {
      response.setHeader("X-Content-Type-Options", "nosniff");
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(JSON.writeValueAsBytes(Problems.answer(status).getBody()));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      LOG.debug("An error response could not be written: {}", e.toString());
    }
  }
}
