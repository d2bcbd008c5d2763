package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of a service as the compiler left them: other people's libraries as packaged, our own
 * modules as folders of classes.
 *
 * @param folders the folders of classes of our own modules
 */
record CompiledClasses(String mainClass, List<Path> folders, List<Path> libraries) {

  /**
   * Reads the manifest of a packaged service and replaces each jar that a module of the checkout
   * has made with the classes of that module.
   */
  static CompiledClasses of(Path root, Path jar) {
    try (var packaged = new JarFile(jar.toFile());
        var found = Files.find(root, 4, (path, _) -> isModuleJar(path))) {
      var modules = found.toList();
      var manifest = packaged.getManifest().getMainAttributes();
      var folders = new ArrayList<Path>();
      folders.add(jar.resolveSibling("classes"));
      var libraries = new ArrayList<Path>();
      for (var entry : manifest.getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
        var library = jar.resolveSibling(entry);
        modules.stream()
            .filter(module -> Objects.equals(module.getFileName(), library.getFileName()))
            .findFirst()
            .ifPresentOrElse(
                module -> folders.add(module.resolveSibling("classes")),
                () -> libraries.add(library));
      }
      return new CompiledClasses(manifest.getValue(Attributes.Name.MAIN_CLASS), folders, libraries);
    } catch (IOException e) {
      throw new CannotStartException(jar + " cannot be read. Build it: ./start", e);
    }
  }

  /** Returns true for a jar right in the target folder of a module. */
  private static boolean isModuleJar(Path path) {
    var folder = path.getParent();
    return path.toString().endsWith(".jar") && folder != null && folder.endsWith("target");
  }

  /** Returns what follows the options of the virtual machine on the command line. */
  List<String> arguments() {
    var path =
        Stream.concat(folders.stream(), libraries.stream())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of("--enable-native-access=ALL-UNNAMED", "-cp", path, mainClass);
  }
}
