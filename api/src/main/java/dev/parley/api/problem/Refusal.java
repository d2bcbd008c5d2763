package dev.parley.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not carried out for a reason that its sender can fix. Controllers and stores
 * throw it; an enclosing transaction is rolled back.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<FieldError> faults;
  private final transient Map<String, Object> more;
  private final int retryAfter;

  /**
   * One error of a request.
   *
   * @param pointer JSON pointer into the request's body; null if no field is at fault
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Fault")
  public record FieldError(
      @Nullable String pointer, String code, String message, @Nullable String nodeId) {
    /** Returns an error of one field. */
    public static FieldError at(String pointer, String code, String message) {
      return new FieldError(pointer, code, message, null);
    }
  }

  private Refusal(
      int status, String code, String detail, List<FieldError> faults, Map<String, Object> more) {
    this(status, code, detail, faults, more, 0);
  }

  private Refusal(
      int status,
      String code,
      String detail,
      List<FieldError> faults,
      Map<String, Object> more,
      int retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
    this.status = status;
    this.code = code;
    this.faults = List.copyOf(faults);
    this.more = more;
  }

  /** 400: the request cannot be parsed. */
  public static Refusal unreadable(String code, String detail) {
    return new Refusal(400, code, detail, List.of(), Map.of());
  }

  /** 400: the request cannot be parsed because of these fields. */
  public static Refusal unreadable(String code, String detail, List<FieldError> faults) {
    return new Refusal(400, code, detail, faults, Map.of());
  }

  /** 400: a query parameter is invalid. */
  public static Refusal unreadable(String code, String parameter, String detail) {
    var named = Map.<String, Object>of("parameter", parameter);
    return new Refusal(400, code, detail, List.of(), named);
  }

  /** 404: there is no such object. */
  public static Refusal notFound(String what, Object id) {
    return new Refusal(
        404, "not-found", "There is no " + what + " \"" + id + "\".", List.of(), Map.of());
  }

  /** 409: the current state does not allow it. */
  public static Refusal conflict(String code, String detail) {
    return new Refusal(409, code, detail, List.of(), Map.of());
  }

  /** 409 with additional members, for example who made a conflicting change. */
  public static Refusal conflict(String code, String detail, Map<String, Object> more) {
    return new Refusal(409, code, detail, List.of(), more);
  }

  /** 422: the request is well-formed, but these fields are invalid. */
  public static Refusal unsound(String code, String detail, List<FieldError> faults) {
    return new Refusal(422, code, detail, faults, Map.of());
  }

  /** 422 for one field. */
  public static Refusal unsound(String pointer, String code, String message) {
    return unsound(code, message, List.of(FieldError.at(pointer, code, message)));
  }

  /** Creates a refusal with any other status of 4xx or 503. */
  public static Refusal of(int status, String code, String detail) {
    return new Refusal(status, code, detail, List.of(), Map.of());
  }

  /** Returns the same refusal with a Retry-After of that many seconds. */
  public Refusal retryAfter(int seconds) {
    return new Refusal(status, code, detail(), faults, more, seconds);
  }

  /** Returns the seconds after which a retry makes sense; 0 if it does not. */
  public int retryAfter() {
    return retryAfter;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the stable code, in kebab-case. */
  public String code() {
    return code;
  }

  /** Returns the explanation. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Returns the errors. */
  public List<FieldError> faults() {
    return faults;
  }

  /** Returns additional members of the response. */
  public Map<String, Object> more() {
    return more;
  }
}
