package dev.parley.api.temporal;

import dev.parley.execution.Contract;
import dev.parley.temporal.TemporalSettings;
import io.temporal.common.SearchAttributeKey;
import java.util.List;
import java.util.stream.Collectors;

/** Search attributes do not exist, and this service is not allowed to create them. */
final class AttributesMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private AttributesMissing(String message) {
    super(message);
  }

  /** Returns the exception, which names each with its type, and the command that creates them. */
  static AttributesMissing of(List<SearchAttributeKey<?>> missing, TemporalSettings settings) {
    var command =
        settings.isCloud()
            ? "tcld namespace search-attributes add --namespace %s %s"
                .formatted(settings.namespace(), each(missing, "--search-attribute \"%s=%s\""))
            : "temporal operator search-attribute create --namespace %s %s"
                .formatted(settings.namespace(), each(missing, "--name %s --type %s"));
    return new AttributesMissing(
        "Temporal at %s has no search attributes %s, and does not let this service create them: %s"
            .formatted(
                settings.address(),
                missing.stream().map(SearchAttributeKey::getName).toList(),
                command));
  }

  private static String each(List<SearchAttributeKey<?>> attributes, String option) {
    return attributes.stream()
        .map(attribute -> option.formatted(attribute.getName(), type(attribute)))
        .collect(Collectors.joining(" "));
  }

  private static String type(SearchAttributeKey<?> attribute) {
    return attribute.equals(Contract.VERSION) ? "Int" : "Keyword";
  }
}
