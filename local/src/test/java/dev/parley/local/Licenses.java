package dev.parley.local;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The policy in {@code docs/licenses.md}.
 *
 * @param allowed identifiers of SPDX
 * @param decided by the name of the component
 */
record Licenses(Set<String> allowed, Map<String, Decision> decided) {
  private static final Pattern ALLOWED = Pattern.compile("^\\| `([^`]+)` \\| [^`|]+ \\|$");
  private static final Pattern DECIDED =
      Pattern.compile("^\\| `([^`]+)` \\| (`[^|]+`) \\| `([^`]+)` \\| [^|]+ \\|$");

  /** The license under which a component is used that declares others. */
  record Decision(List<String> declared, String used) {}

  static Licenses of(Page page) {
    var allowed = new HashSet<String>();
    page.text()
        .lines()
        .map(ALLOWED::matcher)
        .filter(row -> row.matches())
        .forEach(row -> allowed.add(row.group(1)));
    var decided =
        page.text()
            .lines()
            .map(DECIDED::matcher)
            .filter(row -> row.matches())
            .collect(
                Collectors.toMap(
                    row -> row.group(1), row -> new Decision(names(row.group(2)), row.group(3))));
    return new Licenses(allowed, decided);
  }

  private static List<String> names(String cell) {
    return Splitter.on(", ").splitToStream(cell.replace("`", "")).toList();
  }

  /** Returns what is wrong with these components, one line each. */
  List<String> problems(List<Component> components) {
    var problems = new ArrayList<String>();
    for (var component : components) {
      problem(component).ifPresent(problem -> problems.add(component.name() + ": " + problem));
    }
    return problems;
  }

  private Optional<String> problem(Component component) {
    var declared = component.licenses();
    var decision = decided.get(component.name());
    if (decision != null && decision.declared().equals(declared)) {
      return allowed.contains(decision.used())
          ? Optional.empty()
          : Optional.of(decision.used() + " is not allowed");
    }
    if (declared.isEmpty()) {
      return Optional.of("declares no license");
    }
    return declared.stream().allMatch(this::isAllowed)
        ? Optional.empty()
        : Optional.of(String.join(", ", declared) + " is not allowed");
  }

  /** Only a plain choice is taken apart: an AND or a WITH must be decided by a person. */
  private boolean isAllowed(String expression) {
    var plain = expression.replaceAll("^\\(([^()]+)\\)$", "$1");
    return Splitter.on(" OR ").splitToStream(plain).anyMatch(allowed::contains);
  }
}
