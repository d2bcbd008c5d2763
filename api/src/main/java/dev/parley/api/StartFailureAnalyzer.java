package dev.parley.api;

import com.google.common.base.Throwables;
import dev.parley.store.sql.ConnectionProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.env.Environment;

/** Explains in a sentence, instead of a stack trace, why the api cannot start. */
final class StartFailureAnalyzer implements FailureAnalyzer {
  private final Environment environment;

  StartFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  public @Nullable FailureAnalysis analyze(Throwable failure) {
    var refused =
        Throwables.getCausalChain(failure).stream()
            .filter(StartRefused.class::isInstance)
            .map(StartRefused.class::cast)
            .findFirst();
    if (refused.isPresent()) {
      return new FailureAnalysis(refused.get().getMessage(), refused.get().remedy(), failure);
    }
    return ConnectionProblem.of(failure, setting("parley.db.url"), setting("parley.db.user"))
        .map(problem ->
            new FailureAnalysis(
                problem, "See PARLEY_DB_URL, PARLEY_DB_USER and PARLEY_DB_PASSWORD.", failure))
        .orElse(null);
  }

  private String setting(String name) {
    return environment.getProperty(name, "");
  }
}
