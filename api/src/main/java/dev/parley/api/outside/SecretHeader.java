package dev.parley.api.outside;

import dev.parley.api.input.Checks;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A header with a secret value, in a request; empty texts remove it. */
@Schema(name = "NewSecretHeader")
public record SecretHeader(
    @Schema(maxLength = 128) @Nullable String name,
    @Schema(maxLength = 8_000) @Nullable String value) {

  private static final Set<String> OURS =
      Set.of(
          "host",
          "content-length",
          "content-type",
          "accept",
          "connection",
          "transfer-encoding",
          "user-agent");

  /** Returns true if it removes the header. */
  public boolean none() {
    return isBlank(name) && isBlank(value);
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  /**
   * Checks a header that may be absent.
   *
   * @param reserved further names that Parley sets itself, in lower case
   */
  public static Checks check(Checks checks, @Nullable SecretHeader header, Set<String> reserved) {
    if (header == null || header.none()) {
      return checks;
    }
    return checks
        .that(
            header.name() != null
                && header.name().matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}")
                && !OURS.contains(header.name().toLowerCase(Locale.ROOT))
                && !reserved.contains(header.name().toLowerCase(Locale.ROOT)),
            "header/name",
            "header-name",
            "This is not a valid name for the secret header.")
        .that(
            header.value() != null && header.value().matches("[\\x20-\\x7e]{1,8000}"),
            "header/value",
            "header-value",
            "The header's value must have 1 to 8,000 characters, and no line breaks.");
  }
}
