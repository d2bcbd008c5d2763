package dev.parley.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The variables of an environment. A blank one is not set; a bad one is named in the exception. */
record Variables(Function<String, @Nullable String> environment) {
  Optional<String> text(String name) {
    return Optional.ofNullable(environment.apply(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  Optional<Boolean> flag(String name) {
    return text(name)
        .map(text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "on", "yes", "1" -> true;
              case "false", "off", "no", "0" -> false;
              default -> throw bad(name, "\"" + text + "\" (expected: true or false)", null);
            });
  }

  /** Returns the file that the variable names, which must be readable. */
  Optional<Path> file(String name) {
    var file = text(name).map(Path::of);
    file.ifPresent(path -> content(name, path));
    return file;
  }

  /** Returns how long, given as in {@code PT30S}; zero for {@code off}. */
  Duration duration(String name, Duration otherwise) {
    var text = text(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      var duration = text.get().equals("off") ? Duration.ZERO : Duration.parse(text.get());
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException e) {
      throw notADuration(name, text.get(), e);
    }
    throw notADuration(name, text.get(), null);
  }

  private static IllegalArgumentException notADuration(
      String name, String text, @Nullable Exception cause) {
    return bad(name, "\"" + text + "\" (expected: a duration such as PT30S, or off)", cause);
  }

  static String content(String name, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw bad(name, "%s cannot be read".formatted(file), e);
    }
  }

  static IllegalArgumentException bad(String name, String reason, @Nullable Exception cause) {
    return new IllegalArgumentException(name + ": " + reason, cause);
  }
}
