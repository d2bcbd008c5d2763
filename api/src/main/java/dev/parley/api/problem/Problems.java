package dev.parley.api.problem;

import dev.parley.api.problem.Refusal.Fault;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Every error answer, in one shape: {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice
public class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String TYPES = "https://parley.dev/problems/";

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
    return answer(
        refusal.status(), refusal.code(), refusal.detail(), refusal.faults(), refusal.more());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
    return e.getCause() instanceof JacksonException json
        ? json(json)
        : answer(400, "body-missing", "The request needs a JSON body.", List.of(), Map.of());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> json(JacksonException e) {
    if (e instanceof StreamReadException) {
      var at = e.getLocation();
      var where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
      return answer(
          400, "json-malformed", "The body is not valid JSON" + where + ".", List.of(), Map.of());
    }
    var pointer =
        e.getPath().stream()
            .map(part ->
                "/"
                    + (part.getPropertyName() == null
                        ? part.getIndex()
                        : part.getPropertyName().replace("~", "~0").replace("/", "~1")))
            .collect(Collectors.joining());
    var fault =
        e instanceof UnrecognizedPropertyException unknown
            ? Fault.at(
                pointer,
                "property-unknown",
                "\"" + unknown.getPropertyName() + "\" is not known here.")
            : Fault.at(pointer, "type-mismatch", "This value has the wrong type or form.");
    return answer(400, "body-invalid", fault.message(), List.of(fault), Map.of());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> parameter(MethodArgumentTypeMismatchException e) {
    var type = e.getRequiredType();
    return answer(
        400,
        "parameter-invalid",
        type != null && type.isEnum()
            ? "The parameter \"" + e.getName() + "\" is one of: " + choices(e) + "."
            : "The parameter \"" + e.getName() + "\" cannot be read.",
        List.of(),
        Map.of("parameter", e.getName()));
  }

  private static String choices(Throwable e) {
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .reduce((_, root) -> root)
        .map(Throwable::getMessage)
        .orElse("");
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> parameter(MissingServletRequestParameterException e) {
    return answer(
        400,
        "parameter-missing",
        "The parameter \"" + e.getParameterName() + "\" is needed.",
        List.of(),
        Map.of("parameter", e.getParameterName()));
  }

  /** A query that is no list of names and values. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> query(InvalidParameterException e) {
    LOG.debug("A query cannot be read: {}", e.toString());
    return answer(
        400, "parameter-invalid", "The query of the address cannot be read.", List.of(), Map.of());
  }

  /** The client has left: there is nobody to answer. */
  @ExceptionHandler
  void left(AsyncRequestNotUsableException e) {
    LOG.debug("A client left in the middle of an answer: {}", e.toString());
  }

  /** Spring's own refusals (no such route, method, media type) and everything unforeseen. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> other(Exception e) {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      var status = HttpStatus.valueOf(known.getStatusCode().value());
      var code = status.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      var answered =
          answer(status.value(), code, status.getReasonPhrase() + ".", List.of(), Map.of());
      var headers = new HttpHeaders(answered.getHeaders());
      headers.addAll(known.getHeaders());
      return new ResponseEntity<>(answered.getBody(), headers, status);
    }
    if (isOutage(e)) {
      LOG.warn("PostgreSQL did not answer: {}", e.getClass().getSimpleName());
      var answered =
          answer(
              503,
              "store-unavailable",
              "The database does not answer at the moment. Try again soon.",
              List.of(),
              Map.of());
      var headers = new HttpHeaders(answered.getHeaders());
      headers.set(HttpHeaders.RETRY_AFTER, "2");
      return new ResponseEntity<>(answered.getBody(), headers, HttpStatus.SERVICE_UNAVAILABLE);
    }
    if (isUnusable(e)) {
      LOG.warn("PostgreSQL cannot use a value: {}", e.getClass().getSimpleName());
      return answer(
          400,
          "parameter-invalid",
          "A value of the request cannot be kept or looked for here, such as the character U+0000,"
              + " or a time or number that is too large.",
          List.of(),
          Map.of());
    }
    LOG.error("A request met a fault of ours", e);
    return answer(
        500,
        "fault",
        "Something went wrong in Parley. The log of the api has more.",
        List.of(),
        Map.of());
  }

  /** Whether PostgreSQL was gone, busy or deadlocked, so that the same request may work soon. */
  public static boolean isOutage(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .map(state -> state == null ? "08000" : state)
        .anyMatch(state ->
            Stream.of("08", "53", "57", "58", "40", "55P03", "25P").anyMatch(state::startsWith));
  }

  /** Whether PostgreSQL was given a value that it can neither keep nor look for (class 22). */
  public static boolean isUnusable(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
        .limit(20)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .anyMatch(state -> state != null && state.startsWith("22"));
  }

  /** An answer of the one shape. */
  public static ResponseEntity<Map<String, Object>> answer(
      int status, String code, String detail, List<Fault> faults, Map<String, Object> more) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", TYPES + code);
    body.put("title", String.valueOf(HttpStatus.valueOf(status).getReasonPhrase()));
    body.put("status", status);
    body.put("code", code);
    body.put("detail", detail);
    if (!faults.isEmpty()) {
      body.put("errors", faults);
    }
    body.putAll(more);
    return ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON).body(body);
  }
}
