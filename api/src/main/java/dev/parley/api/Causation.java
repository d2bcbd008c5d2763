package dev.parley.api;

import dev.parley.api.problem.Refusal;
import dev.parley.conversation.Loops.Cause;
import dev.parley.secret.CausationTokens;
import dev.parley.secret.Sealer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The chain of executions that caused a request. The token on our own outgoing calls carries it, so
 * that workflows that start each other through another system are still recognized as a chain.
 */
@Component
public final class Causation {
  private final CausationTokens tokens;

  Causation(Sealer sealer) {
    tokens = sealer.causation();
  }

  /**
   * Returns the chain of the current request, first cause first; empty if its header has no token.
   *
   * @throws Refusal 400 if the token was not signed by this installation
   */
  public List<Cause> ofRequest() {
    if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes now)) {
      return List.of();
    }
    var token = now.getRequest().getHeader(CausationTokens.HEADER);
    if (token == null || token.isEmpty()) {
      return List.of();
    }
    return tokens
        .read(token)
        .orElseThrow(() ->
            Refusal.unreadable(
                "causation-invalid",
                "The header "
                    + CausationTokens.HEADER
                    + " is not a token of this installation. Return it unchanged, or leave it"
                    + " out."));
  }

  /** Returns the chain in a token; empty if this installation did not sign it. */
  public Optional<List<Cause>> of(String token) {
    return tokens.read(token);
  }

  /** Returns all causes of both chains, without duplicates. */
  public static List<Cause> together(List<Cause> first, List<Cause> second) {
    var all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
