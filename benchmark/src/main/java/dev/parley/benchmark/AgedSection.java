package dev.parley.benchmark;

import dev.parley.benchmark.Figures.Ratio;
import dev.parley.local.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The stack of {@code ./start}, fresh and after many runs: Temporal's file grows with each run, and
 * the time per run must not.
 */
final class AgedSection {
  private static final int AT_ONCE = 25;
  private static final List<Part> PARTS = List.of(Part.WORKER, Part.TEMPORAL, Part.DATABASE);

  private final FiveNodes nodes;
  private final int bursts;
  private final int each;
  private final int before;

  /** The times of several bursts. */
  private record Bursts(
      List<Double> perSecond, Map<Part, List<Double>> processor, List<Double> kilobytes) {}

  /**
   * Creates the measurement.
   *
   * @param before runs executed between the first and the later bursts
   */
  AgedSection(FiveNodes nodes, int bursts, int each, int before) {
    this.nodes = nodes;
    this.bursts = bursts;
    this.each = each;
    this.before = before;
  }

  String measured() {
    var _ = EngineSection.throughput(nodes, Variant.PARLEY, each);
    var fresh = bursts();
    for (int done = 0; done < before; done += each) {
      var _ = EngineSection.throughput(nodes, Variant.PARLEY, each);
    }
    var aged = bursts();
    return String.format(
        Locale.ROOT,
        """
        ## What ./start runs, fresh and after %,d runs

        Five nodes as above on Temporal's development server with the settings that `./start` gives
        it, in bursts of %d at %d at once, %d bursts each time. Processor time and what Temporal wrote
        to the disk are those of one run.

        | | runs/s, median (least to most) | worker | Temporal | PostgreSQL | Temporal wrote |
        |---|---|---|---|---|---|
        %s%s
        Later relative to fresh: %s, target at least 0.9.

        """,
        before,
        each,
        AT_ONCE,
        bursts,
        row("fresh", fresh),
        row("after", aged),
        Ratio.of(aged.perSecond(), fresh.perSecond()).text());
  }

  private Bursts bursts() {
    var all = new Bursts(new ArrayList<>(), new EnumMap<>(Part.class), new ArrayList<>());
    for (int i = 0; i < bursts; i++) {
      var usedBefore = used();
      var writtenBefore = written();
      all.perSecond().add(EngineSection.throughput(nodes, Variant.PARLEY, each));
      used()
          .forEach((part, seconds) -> {
            var millis = (seconds - usedBefore.getOrDefault(part, 0.0)) * 1_000 / each;
            all.processor().computeIfAbsent(part, _ -> new ArrayList<>()).add(millis);
          });
      all.kilobytes().add((written() - writtenBefore) / 1_000.0 / each);
      System.out.printf(Locale.ROOT, "  %.1f runs/s%n", all.perSecond().getLast());
    }
    return all;
  }

  private Map<Part, Double> used() {
    var used = new EnumMap<Part, Double>(Part.class);
    for (var part : PARTS) {
      nodes
          .at()
          .stack
          .process(part)
          .ifPresent(process -> used.put(part, Processors.seconds(List.of(process.handle()))));
    }
    return used;
  }

  private long written() {
    return nodes
        .at()
        .stack
        .process(Part.TEMPORAL)
        .map(process -> Processors.writtenBytes(process.handle()))
        .orElse(0L);
  }

  private static String row(String name, Bursts bursts) {
    var text = new StringBuilder("| " + name + " | " + Figures.of(bursts.perSecond()).spread());
    for (var part : PARTS) {
      text.append(
          String.format(
              Locale.ROOT,
              " | %.1f ms",
              Figures.of(bursts.processor().getOrDefault(part, List.of(0.0))).median()));
    }
    return text.append(
            String.format(Locale.ROOT, " | %.0f kB |%n", Figures.of(bursts.kilobytes()).median()))
        .toString();
  }
}
