package dev.parley.api.trial;

import dev.parley.api.problem.Refusal;
import dev.parley.graph.Graph;
import dev.parley.store.Ids;
import java.util.List;
import java.util.Map;

/** Canned replies that a test run uses instead of real calls. */
final class SampleReplies {
  private static final String EXTRACTION = "aiExtraction";

  private SampleReplies() {}

  /**
   * Rejects labels that cannot be added to a conversation, since the step would be retried for a
   * day.
   *
   * @throws Refusal 422 if a label id is not a valid UUID
   */
  static void check(Graph graph, Map<String, Object> replies) {
    replies.forEach((node, reply) -> {
      var extracts = graph.node(node).filter(it -> it.node().kind().equals(EXTRACTION)).isPresent();
      if (extracts
          && reply instanceof Map<?, ?> told
          && told.get("labels") instanceof List<?> all) {
        for (int i = 0; i < all.size(); i++) {
          if (all.get(i) instanceof Map<?, ?> label
              && label.get("id") instanceof String id
              && Ids.read(id).isEmpty()) {
            throw Refusal.unsound(
                "/replies/" + node.replace("~", "~0").replace("/", "~1") + "/labels/" + i + "/id",
                "label-unknown",
                "A label's id must be a UUID from the list of labels.");
          }
        }
      }
    });
  }
}
