package dev.parley.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The calls that workflow code must not make, with their replacements. */
final class NotReplayable {
  private static final Pattern RANDOM =
      Pattern.compile(
          "java\\.util\\.(Random|SplittableRandom|random\\..*)|java\\.security\\.SecureRandom"
              + "|java\\.util\\.concurrent\\.ThreadLocalRandom|com\\.github\\.f4b6a3\\.uuid\\..*");
  private static final Pattern THREADS =
      Pattern.compile(
          "java\\.lang\\.(Thread|ThreadLocal|ScopedValue|Runtime|Process.*)(\\$.*)?"
              + "|java\\.util\\.(Timer|TimerTask)"
              + "|java\\.util\\.concurrent\\.(?!Callable$|TimeUnit$).*");
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "java\\.(nio\\.(file|channels)|sql|net\\.http)\\..*|javax\\.sql\\..*"
              + "|java\\.net\\.(?!URI$|URISyntaxException$|URLEncoder$|URLDecoder$)[^.]*"
              + "|java\\.io\\.(File|Random|Console|Print|Buffered|Object|Data)[^.]*"
              + "|org\\.jooq\\..*|okhttp3\\..*");
  private static final Set<String> UNORDERED =
      Set.of(
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.Set",
          "java.util.HashSet",
          "java.util.Map",
          "java.util.HashMap");
  private static final Set<String> WALKS =
      Set.of("iterator", "spliterator", "forEach", "stream", "parallelStream", "toArray");

  private NotReplayable() {}

  /** Returns the reason why this access may differ when it is replayed; empty if it is safe. */
  static Optional<String> why(JavaAccess<?> access) {
    var owner = access.getTargetOwner().getName();
    var member = access.getTarget().getName();
    if (owner.startsWith("java.time.") && (member.equals("now") || member.startsWith("system"))) {
      return Optional.of("reads the clock (use Workflow.currentTimeMillis)");
    }
    if (RANDOM.matcher(owner).matches()
        || (owner.equals("java.util.UUID") && member.equals("randomUUID"))
        || (owner.equals("java.lang.Math") && member.equals("random"))) {
      return Optional.of("draws at random (use Workflow.newRandom or Workflow.randomUUID)");
    }
    if (owner.equals("java.lang.System") && !member.equals("arraycopy")) {
      return Optional.of("asks this machine (pin it in the input, or ask in an activity)");
    }
    if (THREADS.matcher(owner).matches() || member.equals("parallelStream")) {
      return Optional.of("leaves the workflow's thread (use Async, Promise, Workflow.sleep)");
    }
    if (OUTSIDE.matcher(owner).matches()) {
      return Optional.of("reaches outside (do it in an activity)");
    }
    if (UNORDERED.contains(owner) && WALKS.contains(member)) {
      return Optional.of("walks in no fixed order (use List, SequencedSet or SequencedMap)");
    }
    return isMutableStatic(access)
        ? Optional.of("shares state between executions (keep it in the workflow's fields)")
        : Optional.empty();
  }

  private static boolean isMutableStatic(JavaAccess<?> access) {
    return access
        .getTarget()
        .resolveMember()
        .filter(JavaField.class::isInstance)
        .map(member -> member.getModifiers())
        .filter(modifiers -> modifiers.contains(JavaModifier.STATIC))
        .filter(modifiers -> !modifiers.contains(JavaModifier.FINAL))
        .isPresent();
  }
}
