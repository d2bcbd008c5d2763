package dev.parley.template.syntax;

import dev.parley.template.syntax.LiquidTree.Node;
import java.util.ArrayList;
import java.util.List;

/** Finds the output tags that are followed by the closing quote of a JSON value. */
final class LiquidQuotes {
  private LiquidQuotes() {}

  static List<Node> marked(List<Node> nodes) {
    List<Node> marked = new ArrayList<>(nodes);
    for (int i = 0; i + 1 < nodes.size(); i++) {
      if (nodes.get(i) instanceof Node.Gap gap
          && nodes.get(i + 1) instanceof Node.Text text
          && endsValue(text.text(), i + 2 == nodes.size())) {
        marked.set(i, new Node.Gap(gap.value(), true));
      }
    }
    return marked;
  }

  /** A quote followed by a colon ends a property name, which is always a string. */
  private static boolean endsValue(String text, boolean last) {
    if (!text.startsWith("\"")) {
      return false;
    }
    String after = text.substring(1).stripLeading();
    return after.isEmpty() ? last : after.charAt(0) != ':';
  }
}
