package dev.parley.api.event;

import dev.parley.api.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An attribute in a header (CloudEvents HTTP Protocol Binding 1.0.2, section 3.1.3.2): quoted
 * strings first, then one round of percent-decoding.
 */
final class HeaderValue {
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private boolean valid = true;

  private HeaderValue() {}

  /**
   * Decodes a header; empty if it is not valid text: an unterminated quoted string, a percent sign
   * without two hexadecimal digits, or bytes that are not UTF-8.
   *
   * @param value as Tomcat provides it, with one character per byte
   */
  static Optional<String> read(String value) {
    return unquoted(value).flatMap(plain -> new HeaderValue().decoded(plain));
  }

  /** RFC 7230, section 3.2.6; comments are not allowed here. */
  private static Optional<String> unquoted(String value) {
    var plain = new StringBuilder();
    var quoted = false;
    for (int i = 0; i < value.length(); i++) {
      var one = value.charAt(i);
      if (one == '"') {
        quoted = !quoted;
      } else if (quoted && one == '\\' && i + 1 < value.length()) {
        plain.append(value.charAt(++i));
      } else {
        plain.append(one);
      }
    }
    return quoted ? Optional.empty() : Optional.of(plain.toString());
  }

  /** A raw byte and an encoded one never form a character together. */
  private Optional<String> decoded(String plain) {
    var encoded = false;
    for (int i = 0; i < plain.length(); i++) {
      var escape = plain.charAt(i) == '%';
      if (escape != encoded) {
        flush();
        encoded = escape;
      }
      if (!escape) {
        bytes.writeBytes(plain.substring(i, i + 1).getBytes(StandardCharsets.ISO_8859_1));
      } else if (i + 2 < plain.length()
          && isHex(plain.charAt(i + 1))
          && isHex(plain.charAt(i + 2))) {
        bytes.write(Integer.parseInt(plain, i + 1, i + 3, 16));
        i += 2;
      } else {
        return Optional.empty();
      }
    }
    flush();
    return valid ? Optional.of(text.toString()) : Optional.empty();
  }

  private void flush() {
    Utf8.text(bytes.toByteArray()).ifPresentOrElse(text::append, () -> valid = false);
    bytes.reset();
  }

  private static boolean isHex(char digit) {
    return digit < 128 && Character.digit(digit, 16) >= 0;
  }
}
