package dev.parley.worker.step;

import dev.parley.node.Call;
import dev.parley.node.Node;
import dev.parley.secret.Masker;
import dev.parley.template.value.TemplateException;
import dev.parley.worker.step.StepScopes.WithSecrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The stored form of a call, in which every secret is "•••". It is rendered without the secrets, so
 * no filter can leak a part of one.
 */
final class ShownCall {
  private static final Pattern CREDENTIALS =
      Pattern.compile("(?i)authorization|cookie|token|secret|password|key");

  /** The mask in a URL. */
  private static final String ENCODED = "%E2%80%A2";

  private ShownCall() {}

  /** Returns the call as plain JSON values. */
  static Map<String, Object> of(Node.Calling node, Call call, WithSecrets scope) {
    try {
      return told(scope.secrets().isEmpty() ? call : node.call(scope.shown()));
    } catch (TemplateException e) {
      // Without the secret it cannot be rendered, for example because the secret is converted to a
      // number.
      return Map.of("hidden", "This depends on a secret and is not stored.");
    }
  }

  private static Map<String, Object> told(Call call) {
    var told = new LinkedHashMap<String, Object>();
    switch (call) {
      case Call.Http http -> {
        told.put("method", http.method().name());
        told.put("url", decoded(http.url()));
        told.put(
            "headers",
            http.headers().stream()
                .map(header -> Map.of("name", header.name(), "value", shown(header)))
                .toList());
        Optional.ofNullable(http.body()).ifPresent(body -> told.put("body", decoded(body)));
      }
      case Call.Extraction extraction -> {
        told.put("labels", extraction.labels());
        if (!extraction.allowedLabels().isEmpty()) {
          told.put("allowedLabels", extraction.allowedLabels());
        }
        Optional.ofNullable(extraction.threshold()).ifPresent(it -> told.put("threshold", it));
        told.put("fields", extraction.fields());
        told.put("sentiment", extraction.sentiment());
      }
      case Call.Skill skill -> {
        told.put("skillSet", skill.skillSet());
        told.put("skill", skill.skill());
        told.put("arguments", skill.arguments());
      }
    }
    return told;
  }

  /** Credentials are not stored, even those written into the node. */
  private static String shown(Call.Header header) {
    return CREDENTIALS.matcher(header.name()).find() ? Masker.MASK : header.value();
  }

  private static String decoded(String text) {
    return text.replace(ENCODED, "•");
  }
}
