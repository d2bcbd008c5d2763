package dev.parley.api.problem;

import com.google.common.base.Throwables;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.store.sql.StoreFailure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Converts every error to one format: {@code application/problem+json} (RFC 9457). */
@RestControllerAdvice
public class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** Seconds until the same request may succeed. */
  private static final String RETRY_AFTER = "2";

  private static final String TYPES = "https://parley.dev/problems/";

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> refused(Refusal refusal) {
    return of(refusal);
  }

  /** Returns the response to a refusal. */
  public static ResponseEntity<Map<String, Object>> of(Refusal refusal) {
    var answered =
        answer(
            refusal.status(), refusal.code(), refusal.detail(), refusal.faults(), refusal.more());
    if (refusal.retryAfter() == 0) {
      return answered;
    }
    var headers = new HttpHeaders(answered.getHeaders());
    headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.retryAfter()));
    return new ResponseEntity<>(answered.getBody(), headers, answered.getStatusCode());
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> unreadable(HttpMessageNotReadableException e) {
    return switch (e.getCause()) {
      case JacksonIOException _ -> cut();
      case JacksonException json -> json(json);
      case IOException _ -> cut();
      case null, default ->
          answer(400, "body-missing", "The request must have a JSON body.", List.of(), Map.of());
    };
  }

  /** Returns the problem for an incomplete body or invalid chunks. */
  static ResponseEntity<Map<String, Object>> cut() {
    return answer(400, "bad-request", "The body is incomplete.", List.of(), Map.of());
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
            ? FieldError.at(
                pointer,
                "property-unknown",
                "\"" + unknown.getPropertyName() + "\" is not known here.")
            : FieldError.at(pointer, "type-mismatch", "This value has the wrong type or format.");
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
    return Objects.requireNonNullElse(Throwables.getRootCause(e).getMessage(), "");
  }

  @ExceptionHandler
  ResponseEntity<Map<String, Object>> parameter(MissingServletRequestParameterException e) {
    return answer(
        400,
        "parameter-missing",
        "The parameter \"" + e.getParameterName() + "\" is required.",
        List.of(),
        Map.of("parameter", e.getParameterName()));
  }

  /** Reports a query string that cannot be parsed. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> query(InvalidParameterException e) {
    LOG.debug("A query string cannot be parsed: {}", e.toString());
    return answer(
        400, "parameter-invalid", "The query string cannot be parsed.", List.of(), Map.of());
  }

  /** The client has disconnected, so there is no response. */
  @ExceptionHandler
  void left(AsyncRequestNotUsableException e) {
    LOG.debug("A client disconnected during a response: {}", e.toString());
  }

  /** Handles Spring's own errors (no such route, method, media type) and everything unexpected. */
  @ExceptionHandler
  ResponseEntity<Map<String, Object>> other(Exception e) {
    if (e instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()) {
      var answered = answer(known.getStatusCode().value());
      var headers = new HttpHeaders(answered.getHeaders());
      headers.addAll(known.getHeaders());
      return new ResponseEntity<>(answered.getBody(), headers, known.getStatusCode());
    }
    return ofStore(e).orElseGet(() -> fault(e));
  }

  /** Returns the response to a failure in PostgreSQL; empty if it is a defect of Parley. */
  public static Optional<ResponseEntity<Map<String, Object>>> ofStore(Exception e) {
    var failure = StoreFailure.of(e).orElse(StoreFailure.DEFECT);
    if (failure != StoreFailure.DEFECT) {
      LOG.warn("PostgreSQL failed a request: {} (SQLSTATE {})", failure, StoreFailure.state(e));
    }
    return Optional.ofNullable(answer(failure));
  }

  private static @Nullable ResponseEntity<Map<String, Object>> answer(StoreFailure failure) {
    return switch (failure) {
      case UNAVAILABLE, CONTENDED ->
          later("store-unavailable", "The database is not responding. Try again shortly.");
      case READ_ONLY ->
          later("store-read-only", "The database is read-only at the moment. Try again shortly.");
      case TIMED_OUT ->
          later(
              "timed-out",
              "The request took too long, and nothing was changed. Try again, or ask for"
                  + " less at once.");
      case VALUE_UNUSABLE ->
          answer(
              400,
              "parameter-invalid",
              "A value in the request cannot be stored or searched for, such as the character"
                  + " U+0000, or a time or number that is too large.",
              List.of(),
              Map.of());
      case DEFECT -> null;
    };
  }

  private static ResponseEntity<Map<String, Object>> fault(Exception e) {
    LOG.error("A request failed because of a defect", e);
    return answer(500);
  }

  private static ResponseEntity<Map<String, Object>> later(String code, String detail) {
    return answer(503, code, detail, List.of(), Map.of());
  }

  /** Returns a problem that consists of its status only. */
  public static ResponseEntity<Map<String, Object>> answer(int status) {
    var known = HttpStatus.resolve(status);
    if (known == null || known == HttpStatus.INTERNAL_SERVER_ERROR) {
      return answer(
          500,
          "fault",
          "Something went wrong in Parley. See the log of the api.",
          List.of(),
          Map.of());
    }
    var code = known.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return answer(status, code, known.getReasonPhrase() + ".", List.of(), Map.of());
  }

  /** Returns a response in the common format. */
  public static ResponseEntity<Map<String, Object>> answer(
      int status, String code, String detail, List<FieldError> faults, Map<String, Object> more) {
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
    var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status == 503 || status == 429) {
      answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER);
    }
    return answer.body(body);
  }
}
