package dev.parley.local;

import static dev.parley.local.Product.chain;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Without an exporter, the sender's trace is sent on to other systems as it came. */
class TracesIT {
  private static final String HEADER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String OWN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final Product product = Product.shared();

  @Test
  void theSendersTraceReachesThePeerUnchanged() {
    var run = run(HEADER, null, "");
    assertThat(run.sent()).isEqualTo(HEADER);
    assertThat(run.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void anEventsOwnTraceCountsMoreThanThatOfItsRequest() {
    var run = run(HEADER, OWN, "");
    assertThat(run.sent()).isEqualTo(OWN);
    assertThat(run.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
  }

  @Test
  void withoutASendersTraceThereIsNone() {
    for (var header : List.of("", "00-sample-sample-01")) {
      var run = run(header, null, "");
      assertThat(run.sent()).isNull();
      assertThat(run.traceId()).isEmpty();
    }
  }

  @Test
  void aHeaderThatTheAuthorHasSetStays() {
    var header = ", \"headers\": [{\"name\": \"Traceparent\", \"value\": \"" + OWN + "\"}]";
    assertThat(run(HEADER, null, header).sent()).isEqualTo(OWN);
  }

  private record Traced(@Nullable String sent, String traceId) {}

  /** Posts an event whose run calls a peer. */
  private Traced run(String header, @Nullable String own, String more) {
    var name = "traced-" + UUID.randomUUID();
    product.peer.answers("/" + name, 200);
    var url = product.peer.url("/" + name);
    var call = "call fetch {\"method\": \"POST\", \"url\": \"" + url + "\"" + more + "}";
    var workflow = product.publish(name, chain("conversation.resolved", call));
    var event =
        (ObjectNode) Product.eventJson(name, "conversation.resolved", name, "webchat", "Hi");
    if (own != null) {
      event.put("traceparent", own);
    }
    var type = "application/cloudevents+json";
    var answer =
        header.isEmpty()
            ? product.raw("POST", "events", type, event.toString())
            : product.raw("POST", "events", type, event.toString(), "traceparent", header);
    var run = Product.executionOf(workflow, Product.JSON.readTree(answer.body()));
    var ended = product.ended(run);
    product.post("workflows/" + workflow + "/archive", "{}").orThrow();
    var asked = product.peer.asked("/" + name);
    assertThat(asked).hasSize(1);
    return new Traced(
        asked.getFirst().headers().get("traceparent"), ended.path("traceId").asString(""));
  }
}
