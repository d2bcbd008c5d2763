package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of the checkout that people write, without what a build or a run has made. */
final class Sources {
  private static final Set<String> MADE =
      Set.of(".git", "target", "node_modules", ".parley", ".parley-cluster", "dist");

  private static final Set<String> READ =
      Set.of("java", "ts", "tsx", "mjs", "sql", "sh", "css", "xml", "yml", "yaml", "properties");

  private static final List<Path> ALL = walk();

  private Sources() {}

  /** Returns all of them, relative to the root. */
  static List<Path> all() {
    return ALL;
  }

  /** Returns those that programs read: code, scripts and their settings. */
  static Stream<Path> code() {
    return ALL.stream().filter(Sources::isCode);
  }

  private static boolean isCode(Path file) {
    var name = file.getFileName().toString();
    var dot = name.lastIndexOf('.');
    return dot < 0 ? Files.isExecutable(absolute(file)) : READ.contains(name.substring(dot + 1));
  }

  /** Returns the text of one. */
  static String text(Path file) {
    try {
      return Files.readString(absolute(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path absolute(Path file) {
    return Checkout.root().resolve(file);
  }

  private static List<Path> walk() {
    var root = Checkout.root();
    var found = new ArrayList<Path>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              var name = folder.getFileName();
              return name != null && MADE.contains(name.toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(root.relativize(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(found);
  }
}
