package dev.parley.kindindex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/** Reports what one kind fails to say of itself. */
final class KindCheck {
  private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z]{0,39}");
  private static final Pattern NAMED = Pattern.compile("\\{([A-Za-z]+)}");

  private final TypeElement type;
  private final BiConsumer<Element, String> report;
  private final Map<String, RecordComponentElement> settings;

  KindCheck(TypeElement type, BiConsumer<Element, String> report) {
    this.type = type;
    this.report = report;
    this.settings =
        type.getRecordComponents().stream()
            .collect(
                Collectors.toMap(
                    component -> component.getSimpleName().toString(),
                    component -> component,
                    (one, _) -> one,
                    LinkedHashMap::new));
  }

  void check() {
    var kind = annotation(type, "dev.parley.node.Kind");
    if (kind.isEmpty()) {
      report.accept(type, "describe this kind with @Kind");
    } else {
      kind(kind.get());
    }
    settings.values().forEach(this::setting);
  }

  private void kind(Map<String, Object> kind) {
    for (var word : List.of("title", "help", "icon", "summary")) {
      needed(type, "@Kind", kind, word);
    }
    if (!NAME.matcher(text(kind, "name")).matches()) {
      report.accept(type, "@Kind: name: expected letters, the first of them small");
    }
    var named = NAMED.matcher(text(kind, "summary")).results().map(it -> it.group(1)).toList();
    for (var name : named) {
      if (!settings.containsKey(name)) {
        report.accept(type, "@Kind: summary: there is no setting {" + name + "}");
      }
    }
    if (!named.isEmpty()) {
      needed(type, "@Kind", kind, "unset");
    }
    if (kind.get("causes") instanceof List<?> causes) {
      for (var cause : causes) {
        if (cause instanceof AnnotationValue value
            && value.getValue() instanceof AnnotationMirror mirror) {
          isSwitch(type, "@Kind: causes", text(values(mirror), "when"));
        }
      }
    }
  }

  private void setting(RecordComponentElement component) {
    var setting = annotation(component, "dev.parley.node.Setting");
    if (setting.isEmpty()) {
      report.accept(component, "describe this setting with @Setting");
      return;
    }
    needed(component, "@Setting", setting.get(), "label");
    if (Boolean.TRUE.equals(setting.get().get("required"))) {
      needed(component, "@Setting", setting.get(), "example");
    }
    isSwitch(component, "@Setting: when", text(setting.get(), "when"));
  }

  private void needed(Element at, String what, Map<String, Object> values, String word) {
    if (text(values, word).isBlank()) {
      report.accept(at, what + ": " + word + ": expected some text");
    }
  }

  private void isSwitch(Element at, String what, String name) {
    var component = settings.get(name);
    if (!name.isEmpty()
        && (component == null || component.asType().getKind() != TypeKind.BOOLEAN)) {
      report.accept(at, what + ": \"" + name + "\" is no setting that is on or off");
    }
  }

  private static String text(Map<String, Object> values, String name) {
    return values.getOrDefault(name, "").toString();
  }

  private static Optional<Map<String, Object>> annotation(Element element, String name) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(name))
        .findFirst()
        .map(KindCheck::values);
  }

  private static Map<String, Object> values(AnnotationMirror mirror) {
    return mirror.getElementValues().entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().getSimpleName().toString(),
                entry -> entry.getValue().getValue()));
  }
}
