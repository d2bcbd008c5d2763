package dev.parley.api.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems from filters, which no exception handler reaches. */
@Component
public class ProblemWriter {
  private final JsonMapper mapper;

  ProblemWriter(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** Writes a problem without errors of fields. */
  public void write(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    write(response, Problems.answer(status, code, detail, List.of(), Map.of()));
  }

  /** Writes a refusal. */
  public void write(HttpServletResponse response, Refusal refusal) throws IOException {
    write(response, Problems.of(refusal));
  }

  /** Writes a problem with its headers. */
  public void write(HttpServletResponse response, ResponseEntity<Map<String, Object>> problem)
      throws IOException {
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setStatus(problem.getStatusCode().value());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.getOutputStream().write(mapper.writeValueAsBytes(problem.getBody()));
  }
}
