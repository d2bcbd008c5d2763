package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown page of the repository.
 *
 * @param path relative to the root of the repository
 */
record Page(Path path, String text) {
  private static final Parser MARKDOWN = Parser.builder().build();
  private static final Pattern HTML_LINK = Pattern.compile("\\b(?:src|href)=\"([^\"]*)\"");

  /**
   * A link or an image.
   *
   * @param label the text that is shown
   */
  record Reference(String label, String target) {}

  /** Returns all pages: those next to the README, those below {@code docs} and those of GitHub. */
  static List<Page> all() {
    var root = Checkout.root();
    try (var top = Files.list(root);
        var docs = Files.walk(root.resolve("docs"));
        var github = Files.walk(root.resolve(".github"))) {
      return Stream.of(top, docs, github)
          .flatMap(files -> files)
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .map(file -> read(root.relativize(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page read(Path path) {
    try {
      return new Page(path, Files.readString(Checkout.root().resolve(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Reference> references() {
    var found = new ArrayList<Reference>();
    visit(node -> {
      switch (node) {
        case Link link -> found.add(new Reference(words(link), link.getDestination()));
        case Image image -> found.add(new Reference(words(image), image.getDestination()));
        case HtmlBlock html -> inHtml(html.getLiteral(), found);
        case HtmlInline html -> inHtml(html.getLiteral(), found);
        default -> {}
      }
    });
    return found;
  }

  private static void inHtml(String html, List<Reference> found) {
    HTML_LINK
        .matcher(html)
        .results()
        .map(match -> new Reference("", match.group(1)))
        .forEach(found::add);
  }

  /** Returns what the page sets as code within a sentence. */
  List<String> codes() {
    var found = new ArrayList<String>();
    visit(node -> {
      if (node instanceof Code code) {
        found.add(code.getLiteral());
      }
    });
    return found;
  }

  /** Returns the anchors that GitHub gives to the headings of the page. */
  Set<String> anchors() {
    var found = new TreeSet<String>();
    Map<String, Integer> times = new HashMap<>();
    visit(node -> {
      if (node instanceof Heading heading) {
        var anchor = anchor(words(heading));
        var before = times.merge(anchor, 1, Integer::sum) - 1;
        found.add(before == 0 ? anchor : anchor + "-" + before);
      }
    });
    return found;
  }

  private static String anchor(String title) {
    return title.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", "").replace(' ', '-');
  }

  private void visit(Consumer<Node> visitor) {
    walk(MARKDOWN.parse(text), visitor);
  }

  private static void walk(Node node, Consumer<Node> visitor) {
    visitor.accept(node);
    for (var child = node.getFirstChild(); child != null; child = child.getNext()) {
      walk(child, visitor);
    }
  }

  /** Returns the words of a heading or a link, without their markup. */
  private static String words(Node node) {
    var words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
