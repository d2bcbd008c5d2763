package dev.parley.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is not carried out, for a reason that its sender can mend. Thrown from controllers
 * and stores; a transaction around it is undone.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final transient List<Fault> faults;
  private final transient Map<String, Object> more;
  private final int retryAfter;

  /**
   * One thing at fault.
   *
   * @param pointer JSON pointer into the request's body; null when no field is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Fault(
      @Nullable String pointer, String code, String message, @Nullable String nodeId) {
    /** A fault of one field. */
    public static Fault at(String pointer, String code, String message) {
      return new Fault(pointer, code, message, null);
    }
  }

  private Refusal(
      int status, String code, String detail, List<Fault> faults, Map<String, Object> more) {
    this(status, code, detail, faults, more, 0);
  }

  private Refusal(
      int status,
      String code,
      String detail,
      List<Fault> faults,
      Map<String, Object> more,
      int retryAfter) {
    super(detail);
    this.retryAfter = retryAfter;
    this.status = status;
    this.code = code;
    this.faults = List.copyOf(faults);
    this.more = more;
  }

  /** 400: the request cannot be read. */
  public static Refusal unreadable(String code, String detail) {
    return new Refusal(400, code, detail, List.of(), Map.of());
  }

  /** 400: the request cannot be read, for the sake of these fields. */
  public static Refusal unreadable(String code, String detail, List<Fault> faults) {
    return new Refusal(400, code, detail, faults, Map.of());
  }

  /** 400: a parameter of the address cannot be used. */
  public static Refusal unreadable(String code, String parameter, String detail) {
    var named = Map.<String, Object>of("parameter", parameter);
    return new Refusal(400, code, detail, List.of(), named);
  }

  /** 404: there is nothing here. */
  public static Refusal notFound(String what, Object id) {
    return new Refusal(
        404, "not-found", "There is no " + what + " \"" + id + "\".", List.of(), Map.of());
  }

  /** 409: the state of things does not allow it. */
  public static Refusal conflict(String code, String detail) {
    return new Refusal(409, code, detail, List.of(), Map.of());
  }

  /** 409 with more members, for example who changed something meanwhile. */
  public static Refusal conflict(String code, String detail, Map<String, Object> more) {
    return new Refusal(409, code, detail, List.of(), more);
  }

  /** 422: it can be read, and these fields keep it from being done. */
  public static Refusal unsound(String code, String detail, List<Fault> faults) {
    return new Refusal(422, code, detail, faults, Map.of());
  }

  /** 422 for one field. */
  public static Refusal unsound(String pointer, String code, String message) {
    return unsound(code, message, List.of(Fault.at(pointer, code, message)));
  }

  /** Any other status of 4xx or 503. */
  public static Refusal of(int status, String code, String detail) {
    return new Refusal(status, code, detail, List.of(), Map.of());
  }

  /** The same for a client that does better to wait, so many seconds. */
  public Refusal retryAfter(int seconds) {
    return new Refusal(status, code, detail(), faults, more, seconds);
  }

  /** How many seconds a client does well to wait before it tries again; 0 when that is no use. */
  public int retryAfter() {
    return retryAfter;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** Stable, kebab-case. */
  public String code() {
    return code;
  }

  /** What to say. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** What is at fault. */
  public List<Fault> faults() {
    return faults;
  }

  /** Further members of the answer. */
  public Map<String, Object> more() {
    return more;
  }
}
