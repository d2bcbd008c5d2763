package dev.parley.worker.workflow;

import dev.parley.execution.Start;
import dev.parley.graph.Plan.Family;
import dev.parley.graph.Plan.Stop;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The path of a run as the Temporal Web UI shows it: current details in Markdown, which cost no
 * history event. The current position comes first, then the path taken. Node names and handles
 * only, no customer data.
 */
final class PathTaken {
  /** Temporal's limit for details is 20,000 bytes. */
  private static final int MOST_LINES = 60;

  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]<>#|]");

  private final Start start;
  private final List<String> lines = new ArrayList<>();

  PathTaken(Start start) {
    this.start = start;
  }

  void arrived(Stop stop) {
    show("▶ **" + escaped(stop.name()) + "** is being carried out");
  }

  void waiting(Stop stop, String until) {
    show("⏳ **" + escaped(stop.name()) + "**: " + escaped(until));
  }

  void left(Stop stop, String handle) {
    var way = stop.exits().size() > 1 ? " → **" + escaped(handle) + "**" : "";
    var mark = stop.family() == Family.STARTING ? "⚡ " : "✔ ";
    lines.add(mark + escaped(stop.name()) + way);
  }

  void failed(Stop stop, String summary) {
    show("✖ **" + escaped(stop.name()) + "** failed: " + escaped(summary));
  }

  void ended(String how) {
    show("**" + how + "**");
  }

  private void show(String now) {
    // First, since the page truncates the end.
    var text = new StringBuilder(now).append("\n\n");
    if (!start.link().isEmpty()) {
      text.append("[Open this run in Parley](").append(start.link()).append(")\n\n");
    }
    var from = Math.max(0, lines.size() - MOST_LINES);
    if (from > 0) {
      text.append("- … ").append(from).append(" earlier\n");
    }
    lines.subList(from, lines.size()).forEach(line -> text.append("- ").append(line).append('\n'));
    Workflow.setCurrentDetails(text.toString());
  }

  private static String escaped(String text) {
    return MARKUP.matcher(text).replaceAll("\\\\$0");
  }
}
