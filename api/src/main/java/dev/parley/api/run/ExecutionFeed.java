package dev.parley.api.run;

import com.google.common.hash.Hashing;
import dev.parley.api.Transactions;
import dev.parley.api.live.Feed;
import dev.parley.api.run.ExecutionView.StepView;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stream of one execution with its steps. The snapshot is the whole execution; later, a changed
 * step is sent by itself, and the whole execution again if its own state changed. An event's id
 * encodes what the client knows after it: a client that is up to date receives nothing again.
 */
final class ExecutionFeed implements Feed {
  private static final int ID_BYTES = 12;

  private final Transactions transactions;
  private final ExecutionStore store;
  private final JsonMapper mapper;
  private final UUID id;
  private final @Nullable String lastEventId;
  private final boolean texts;
  private String version = "";
  private @Nullable ExecutionView told;

  ExecutionFeed(
      Transactions transactions,
      ExecutionStore store,
      JsonMapper mapper,
      UUID id,
      @Nullable String lastEventId,
      boolean texts) {
    this.transactions = transactions;
    this.store = store;
    this.mapper = mapper;
    this.id = id;
    this.lastEventId = lastEventId;
    this.texts = texts;
  }

  @Override
  public List<Message> next() {
    // Read first: a concurrent change produces another version, which the next call picks up.
    var now = transactions.readOnce(tx -> ChangedRunStore.version(tx, id));
    if (now.equals(version)) {
      return List.of();
    }
    var found = transactions.read(tx -> store.find(tx, id));
    version = now;
    return found.map(view -> view.forReader(texts)).map(this::news).orElse(List.of());
  }

  private List<Message> news(ExecutionView now) {
    var before = told;
    told = now;
    if (before == null) {
      var known = known(now);
      return known.equals(lastEventId) ? List.of() : List.of(RunEvents.execution(known, now));
    }
    var messages = new ArrayList<Message>();
    var soFar = new ArrayList<>(steps(before));
    for (var step : steps(now)) {
      var place = placeOf(step, soFar);
      if (place.isPresent() && soFar.get(place.get()).equals(step)) {
        continue;
      }
      place.ifPresentOrElse(at -> soFar.set(at, step), () -> soFar.add(step));
      messages.add(RunEvents.step(known(before.with(List.copyOf(soFar))), step));
    }
    if (!before.with(List.of()).equals(now.with(List.of()))) {
      messages.add(RunEvents.execution(known(now), now));
    }
    return messages;
  }

  private static Optional<Integer> placeOf(StepView step, List<StepView> among) {
    for (int i = 0; i < among.size(); i++) {
      if (among.get(i).nodeId().equals(step.nodeId())) {
        return Optional.of(i);
      }
    }
    return Optional.empty();
  }

  private static List<StepView> steps(ExecutionView execution) {
    return Objects.requireNonNullElse(execution.steps(), List.of());
  }

  private String known(ExecutionView execution) {
    var text = mapper.writeValueAsString(execution);
    var all = Hashing.sha256().hashString(text, StandardCharsets.UTF_8).asBytes();
    return HexFormat.of().formatHex(all, 0, ID_BYTES);
  }
}
