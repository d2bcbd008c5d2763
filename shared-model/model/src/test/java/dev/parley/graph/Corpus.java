package dev.parley.graph;

import dev.parley.conversation.EventType;
import dev.parley.node.References;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Example graphs for the tests of all modules; see the README of the corpus. */
public final class Corpus {
  /** The catalogue that the graphs refer to. */
  public static final References REFERENCES = new Catalogue();

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Corpus() {}

  /**
   * A graph of the corpus.
   *
   * @param name the file's name without {@code .json}
   */
  public record Sample(String name, JsonNode json) {
    /** Returns the problem's code, with which the name begins. */
    public String code() {
      return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    /** Returns the graph as it is read. */
    public Graph graph() {
      return GraphJson.stored(json.toString());
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns the graphs without problems. */
  public static Stream<Sample> sound() {
    return Stream.of(files("sound"), triggers(), Stream.of(largest())).flatMap(it -> it);
  }

  /** Returns the graphs with one warning. */
  public static Stream<Sample> warned() {
    return files("warned");
  }

  /** Returns the graphs with one problem; the long ones are generated here. */
  public static Stream<Sample> unsound() {
    return Stream.concat(
        files("unsound"), Stream.of(new Sample("too-many-nodes", chain(Graph.MOST_NODES + 1))));
  }

  /** Returns documents that are not graphs. */
  public static Stream<Sample> unreadable() {
    var large = JSON.createObjectNode().put("schema", 1);
    large
        .putArray("nodes")
        .addObject()
        .put("id", "a")
        .put("kind", "sendMessage")
        .putObject("config")
        .put("text", "x".repeat(Graph.MOST_BYTES));
    large.putArray("edges");
    return Stream.concat(files("unreadable"), Stream.of(new Sample("graph-too-large", large)));
  }

  /** Returns one of the valid graphs. */
  public static Graph sound(String name) {
    return sound()
        .filter(sample -> sample.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no sound graph " + name))
        .graph();
  }

  /** Every trigger with a message, which needs no conversation in a certain state. */
  private static Stream<Sample> triggers() {
    return Arrays.stream(EventType.values())
        .filter(EventType::isTrigger)
        .map(type ->
            new Sample(
                "says-on-" + type.wire().replaceAll("\\W|_", "-"),
                Drawing.on(type)
                    .then("say", "sendMessage", Map.of("text", "About {{ event.type }}"))
                    .json()));
  }

  private static Sample largest() {
    return new Sample("largest", chain(Graph.MOST_NODES));
  }

  private static JsonNode chain(int nodes) {
    var graph = JSON.createObjectNode().put("schema", 1);
    var list = graph.putArray("nodes");
    var edges = graph.putArray("edges");
    list.addObject()
        .put("id", "n0")
        .put("kind", "trigger")
        .putObject("config")
        .put("event", "conversation.created");
    IntStream.range(1, nodes)
        .forEach(i -> {
          list.addObject()
              .put("id", "n" + i)
              .put("kind", i % 2 == 0 ? "starConversation" : "unstarConversation");
          edges.addObject().put("source", "n" + (i - 1)).put("target", "n" + i);
        });
    return graph;
  }

  private static Stream<Sample> files(String folder) {
    try {
      var url = Objects.requireNonNull(Corpus.class.getResource("/graphs/corpus/" + folder));
      try (var files = Files.list(path(url.toURI()))) {
        return files
            .filter(file -> file.toString().endsWith(".json"))
            .sorted()
            .map(Corpus::sample)
            .toList()
            .stream();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path path(URI uri) throws IOException {
    if (uri.getScheme().equals("jar")) {
      try {
        FileSystems.newFileSystem(uri, Map.of());
      } catch (FileSystemAlreadyExistsException e) {
        // The file system was already opened for another folder of the same jar.
      }
    }
    return Path.of(uri);
  }

  private static Sample sample(Path file) {
    try {
      var name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
      return new Sample(name, JSON.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A catalogue whose ids are derived from names, so that they are the same in every test. */
  private static final class Catalogue implements References {
    private static final Map<Kind, Set<String>> NAMES =
        Map.of(
            Kind.LABEL, Set.of("VIP", "Urgent"),
            Kind.USER, Set.of("WhatsApp Team Lead", "Senior Agent"),
            Kind.PERSONA, Set.of("General Support"),
            Kind.FIELD, Set.of("order_number"),
            Kind.SKILL_SET, Set.of("Orders"));

    @Override
    public Optional<String> id(Kind kind, String idOrName) {
      return Objects.requireNonNull(NAMES.get(kind)).stream()
          .filter(name -> name.equalsIgnoreCase(idOrName) || made(kind, name).equals(idOrName))
          .findFirst()
          .map(name -> made(kind, name));
    }

    private static String made(Kind kind, String name) {
      var text = kind.code() + "/" + name.toLowerCase(Locale.ROOT);
      return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public Set<String> secrets() {
      return Set.of("crm_token");
    }
  }
}
