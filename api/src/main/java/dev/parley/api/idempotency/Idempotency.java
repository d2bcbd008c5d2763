package dev.parley.api.idempotency;

import com.google.common.hash.Hashing;
import dev.parley.api.Transactions;
import dev.parley.api.problem.Problems;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Address;
import dev.parley.api.security.Caller;
import dev.parley.store.sql.StoreFailure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code Idempotency-Key} on POSTs: a request with the same key and body is executed once and gets
 * the same response for a day. A refused request can be sent again.
 */
@Component
@Order(Idempotency.AFTER_SECURITY)
class Idempotency extends OncePerRequestFilter {
  /** Spring Security's filters have the order -100. */
  static final int AFTER_SECURITY = -90;

  private static final Logger LOG = LoggerFactory.getLogger(Idempotency.class);

  private final Transactions transactions;
  private final JsonMapper mapper;

  Idempotency(Transactions transactions, JsonMapper mapper) {
    this.transactions = transactions;
    this.mapper = mapper;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || request.getHeader(RepeatedPosts.HEADER) == null
        || !Address.of(request).startsWith("/api/v1/")
        || !Caller.isKnown(request)
        || !RepeatedPosts.areKept(Address.of(request));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var key = request.getHeader(RepeatedPosts.HEADER).strip();
    if (key.isEmpty() || key.length() > RepeatedPosts.LONGEST) {
      refuse(
          response,
          400,
          "idempotency-key-invalid",
          "Idempotency-Key must have 1 to 200 characters.");
      return;
    }
    var caller = Caller.of(request);
    // Keys and people may share a name, but not an id.
    var route = caller.identity() + " " + Address.of(request);
    byte[] body;
    try {
      body = request.getInputStream().readAllBytes();
    } catch (Refusal tooLarge) {
      refuse(response, tooLarge.status(), tooLarge.code(), tooLarge.detail());
      return;
    }
    Optional<IdempotencyStore.Known> known;
    try {
      known = transactions.writeAside(tx -> IdempotencyStore.take(tx, key, route, hash(body)));
    } catch (RuntimeException e) {
      answer(response, Problems.ofStore(e).orElseThrow(() -> e));
      return;
    }
    if (known.isEmpty()) {
      first(new Read(request, body), response, chain, key, route);
    } else {
      again(response, known.get());
    }
  }

  private void first(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      String key,
      String route)
      throws ServletException, IOException {
    var answer = new ContentCachingResponseWrapper(response);
    var done = false;
    try {
      chain.doFilter(request, answer);
      done = answer.getStatus() / 100 == 2;
      if (done) {
        keep(answer, key, route);
      }
    } finally {
      if (!done) {
        free(key, route);
      }
    }
    answer.copyBodyToResponse();
  }

  /** Otherwise an error while freeing the key would hide the request's own error. */
  private void free(String key, String route) {
    try {
      transactions.writeAside(tx -> IdempotencyStore.free(tx, key, route));
    } catch (RuntimeException e) {
      // Not the route, whose ids may be those of customers.
      LOG.warn("The key of a request was not freed: {}", StoreFailure.words(e));
    }
  }

  /**
   * The work is done: the client gets its response even if it could not be stored for repetitions.
   */
  private void keep(ContentCachingResponseWrapper answer, String key, String route) {
    var bytes = answer.getContentAsByteArray();
    var text = bytes.length == 0 ? null : new String(bytes, StandardCharsets.UTF_8);
    try {
      transactions.writeAside(tx ->
          IdempotencyStore.answered(
              tx,
              key,
              route,
              answer.getStatus(),
              answer.getHeader(HttpHeaders.LOCATION),
              answer.getHeader(HttpHeaders.ETAG),
              text));
    } catch (RuntimeException e) {
      LOG.warn("A response was not stored for repetitions: {}", StoreFailure.words(e));
    }
  }

  private void again(HttpServletResponse response, IdempotencyStore.Known known)
      throws IOException {
    if (!known.sameBody()) {
      refuse(
          response,
          422,
          "idempotency-key-reused",
          "This Idempotency-Key was used with another body. Use a new key for a new request.");
    } else if (known.status() == null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      refuse(
          response,
          409,
          "idempotency-key-busy",
          "The first request with this Idempotency-Key has not been answered. Check whether it was"
              + " carried out before you send it with a new key.");
    } else {
      response.setStatus(known.status());
      response.setHeader("Idempotency-Replayed", "true");
      if (known.location() != null) {
        response.setHeader(HttpHeaders.LOCATION, known.location());
      }
      if (known.etag() != null) {
        response.setHeader(HttpHeaders.ETAG, known.etag());
      }
      write(response, MediaType.APPLICATION_JSON_VALUE, known.body());
    }
  }

  private void refuse(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setStatus(status);
    var body = Problems.answer(status, code, detail, List.of(), Map.of()).getBody();
    write(response, MediaType.APPLICATION_PROBLEM_JSON_VALUE, mapper.writeValueAsString(body));
  }

  private void answer(HttpServletResponse response, ResponseEntity<Map<String, Object>> problem)
      throws IOException {
    problem.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
    response.setStatus(problem.getStatusCode().value());
    write(
        response,
        MediaType.APPLICATION_PROBLEM_JSON_VALUE,
        mapper.writeValueAsString(problem.getBody()));
  }

  private static void write(HttpServletResponse response, String type, @Nullable String body)
      throws IOException {
    if (body != null) {
      response.setContentType(type);
      response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static byte[] hash(byte[] body) {
    return Hashing.sha256().hashBytes(body).asBytes();
  }

  /** A request whose body has been read. */
  private static final class Read extends HttpServletRequestWrapper {
    private final byte[] body;

    Read(HttpServletRequest request, byte[] body) {
      super(request);
      this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
      var bytes = new ByteArrayInputStream(body);
      return new ServletInputStream() {
        @Override
        public int read() {
          return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
          return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
          return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
          return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
          throw new UnsupportedOperationException("the body has been read");
        }
      };
    }
  }
}
