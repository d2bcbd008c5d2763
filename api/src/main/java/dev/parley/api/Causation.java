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
 * The chain of executions that caused what a request asks for: told by the token that our own calls
 * carry, so that workflows which start each other through the outside are still seen as a chain.
 */
@Component
public final class Causation {
  private final CausationTokens tokens;

  Causation(Sealer sealer) {
    tokens = sealer.causation();
  }

  /**
   * The chain of the present request, first cause first; empty when its header has no token.
   *
   * @throws Refusal 400 when the token was not signed here
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
                    + " is not a token of this installation. Hand it back as it came, or leave it"
                    + " out."));
  }

  /** The chain of a token; empty when it was not signed here. */
  public Optional<List<Cause>> of(String token) {
    return tokens.read(token);
  }

  /** All causes of both chains, each once. */
  public static List<Cause> together(List<Cause> first, List<Cause> second) {
    var all = new LinkedHashSet<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}
