package dev.parley.template;

import dev.parley.template.syntax.LiquidTree;
import dev.parley.template.syntax.LiquidTree.Expression;
import dev.parley.template.syntax.LiquidTree.Step;
import dev.parley.template.value.LiquidLoop;
import dev.parley.template.value.LiquidNumbers;
import dev.parley.template.value.LiquidValues;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The values of names at one moment of a rendering: enclosing loops first, then assigned variables,
 * then the data.
 */
final class LiquidScope {
  private final Map<String, ?> data;
  private final Map<String, @Nullable Object> assigned = new HashMap<>();
  private final Deque<LiquidLoop> loops = new ArrayDeque<>();
  private final Deque<Map<String, @Nullable Object>> turns = new ArrayDeque<>();
  private @Nullable String absent;

  LiquidScope(Map<String, ?> data) {
    this.data = data;
  }

  void assign(String name, @Nullable Object value) {
    assigned.put(name, value);
  }

  void enter(LiquidLoop loop) {
    loops.push(loop);
    turns.push(Map.of());
  }

  /** Starts the next iteration of the innermost loop. */
  void turn(LiquidTree.Node.Loop loop, @Nullable Object element) {
    Map<String, @Nullable Object> names = new HashMap<>();
    Map<String, @Nullable Object> position = new LinkedHashMap<>(loops.getFirst().position());
    position.put("name", loop.title());
    turns.pop();
    if (!turns.isEmpty()) {
      position.put("parentloop", turns.getFirst().get("forloop"));
    }
    names.put("forloop", position);
    names.put(loop.name(), element);
    turns.push(names);
  }

  void leave() {
    loops.pop();
    turns.pop();
  }

  /** The first path without a value that was looked up since {@link #forgetAbsent}. */
  @Nullable String absent() {
    return absent;
  }

  void forgetAbsent() {
    absent = null;
  }

  @Nullable Object find(Expression.Path path, Function<Expression, @Nullable Object> evaluation) {
    Object value = root(path.root());
    for (Step step : path.steps()) {
      value =
          switch (step) {
            case Step.Name name -> member(value, name.name());
            case Step.Index index -> indexed(value, evaluation.apply(index.expression()));
          };
    }
    if (value == null && absent == null) {
      absent = path.written();
    }
    return value;
  }

  private @Nullable Object root(String name) {
    for (Map<String, @Nullable Object> turn : turns) {
      if (turn.containsKey(name)) {
        return turn.get(name);
      }
    }
    return assigned.containsKey(name) ? assigned.get(name) : data.get(name);
  }

  private static @Nullable Object member(@Nullable Object value, String name) {
    if (value instanceof Map<?, ?> map && (map instanceof Names || map.containsKey(name))) {
      return map.get(name);
    }
    return switch (name) {
      case "size" -> LiquidValues.isSized(value) ? (Object) LiquidValues.size(value) : null;
      case "first" -> LiquidValues.first(value);
      case "last" -> LiquidValues.last(value);
      default -> null;
    };
  }

  /** A negative index counts from the end. */
  private static @Nullable Object indexed(@Nullable Object value, @Nullable Object index) {
    if (value instanceof List<?> list && index instanceof Number) {
      int at = LiquidNumbers.read(index).map(Number::intValue).orElse(list.size());
      int found = at < 0 ? list.size() + at : at;
      return found >= 0 && found < list.size() ? list.get(found) : null;
    }
    boolean isName = LiquidValues.isText(index) || index instanceof Number;
    return isName ? member(value, LiquidValues.text(index)) : null;
  }
}
