package dev.parley.kindindex;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Lists all kinds of nodes in {@code KindIndex}, so that a kind is known as soon as its file is
 * there, and reports what a kind fails to say of itself as an error at its place in the source.
 */
@SupportedAnnotationTypes("*")
public final class KindProcessor extends AbstractProcessor {
  private static final String ROOM = "dev.parley.node";
  private static final String INDEX = ROOM + ".KindIndex";

  private final TreeMap<String, TypeElement> kinds = new TreeMap<>();

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latest();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    var node = processingEnv.getElementUtils().getTypeElement(ROOM + ".Node");
    var before = kinds.size();
    for (var type : ElementFilter.typesIn(round.getRootElements())) {
      if (node != null && type.getKind() == ElementKind.RECORD && isBelow(type, node)) {
        kinds.put(type.getQualifiedName().toString(), type);
        new KindCheck(type, this::refuse).check();
      }
    }
    if (kinds.size() > before) {
      write();
    }
    return false;
  }

  private boolean isBelow(TypeElement type, TypeElement node) {
    return processingEnv.getTypeUtils().isSubtype(type.asType(), node.asType());
  }

  private void refuse(Element place, String message) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, place);
  }

  private void write() {
    try (var file = processingEnv.getFiler().createSourceFile(INDEX).openWriter()) {
      file.write(
          """
          package dev.parley.node;

          import java.util.List;

          /** Every kind of node, written by the compiler. */
          final class KindIndex {
            static final List<Class<? extends Node>> KINDS =
                List.of(
                    %s);

            private KindIndex() {}
          }
          """
              .formatted(
                  kinds.keySet().stream()
                      .map(name -> name + ".class")
                      .collect(Collectors.joining(",\n          "))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
