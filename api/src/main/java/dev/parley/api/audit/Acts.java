package dev.parley.api.audit;

import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditEntry.Outcome;
import dev.parley.api.audit.AuditEntry.Thing;
import dev.parley.api.security.AccessRule;
import dev.parley.api.security.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes every operation that writes the current {@link Act} of its thread, so that the transactions
 * it runs record it. What leaves no transaction, such as the end of a session or a refusal, is
 * recorded once the operation has ended.
 */
@Component
class Acts implements AsyncHandlerInterceptor, WebMvcConfigurer {
  private static final Logger LOG = LoggerFactory.getLogger(Acts.class);
  private static final Set<Integer> REFUSALS = Set.of(401, 403, 429);

  /** A person who has not entered the code yet was not refused. */
  private static final String CODE_NEEDED = "code-needed";

  private final Transactions transactions;
  private final ActWitness witness;
  private final Repetitions repetitions;

  Acts(Transactions transactions, ActWitness witness, Repetitions repetitions) {
    this.transactions = transactions;
    this.witness = witness;
    this.repetitions = repetitions;
  }

  /** Before the check of access, whose refusals are recorded, too. */
  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(this).order(Ordered.HIGHEST_PRECEDENCE);
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod operation
        && operation.getBeanType().getName().startsWith("dev.parley.")
        && request.getDispatcherType() == DispatcherType.REQUEST
        && OperationId.isAudited(operation)) {
      var rule = AccessRule.of(operation);
      var personal = rule.isEmpty() || rule.get().isOpen() || ObjectKind.isPersonal(rule.get());
      new Act(OperationId.of(operation), personal, request, object(request)).begin();
    }
    return true;
  }

  /** The noun that the path begins with, and the id that follows it. */
  private static Thing object(HttpServletRequest request) {
    var pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    var kind = ObjectKind.of(pattern);
    if (kind.equals("user") && pattern.contains("/account") && Caller.isKnown(request)) {
      var caller = Caller.of(request);
      return new Thing(kind, caller.person() == null ? null : caller.person().toString(), null);
    }
    var values = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    var id =
        values instanceof Map<?, ?> map
            ? Optional.ofNullable(map.get("id")).or(() -> Optional.ofNullable(map.get("name")))
            : Optional.empty();
    return new Thing(kind, id.map(Object::toString).orElse(null), null);
  }

  @Override
  public void afterConcurrentHandlingStarted(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    end(response);
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception e) {
    end(response);
  }

  private void end(HttpServletResponse response) {
    var ended = Act.current();
    Act.end();
    try {
      ended.ifPresent(act -> end(act, response.getStatus()));
    } catch (RuntimeException e) {
      LOG.error(
          "An entry of the audit log could not be written: {} by {}",
          ended.map(Act::operation).orElse(""),
          ended.map(act -> ActWitness.of(act.caller()).name()).orElse(""),
          e);
    }
  }

  private void end(Act act, int status) {
    if (status / 100 == 2 && !act.isRecorded()) {
      record(act, Outcome.DONE);
    } else if (status / 100 != 2 && act.isRecorded()) {
      record(act, Outcome.FAILED);
    } else if (REFUSALS.contains(status) && !CODE_NEEDED.equals(act.problem())) {
      repetitions.add(witness.refusal(act, tried(act)));
    }
  }

  private void record(Act act, Outcome outcome) {
    transactions.write(tx -> {
      witness.append(tx, act, outcome);
      return true;
    });
  }

  /** Returns the email address of an attempt to sign in. */
  private static Optional<String> tried(Act act) {
    return Optional.ofNullable(act.sent())
        .filter(_ -> act.object().kind().equals("session"))
        .map(sent -> sent.path("email").asString("").strip().toLowerCase(Locale.ROOT))
        .filter(email -> !email.isEmpty());
  }
}
