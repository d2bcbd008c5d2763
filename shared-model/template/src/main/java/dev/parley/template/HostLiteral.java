package dev.parley.template;

import java.text.Normalizer;
import java.util.regex.Pattern;

/** Hosts that are numeric addresses, such as {@code 192.0.2.1}. */
public final class HostLiteral {
  private static final Pattern NUMBER = Pattern.compile("(?i)0x[0-9a-f]*|[0-9]+");
  private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]+");

  private HostLiteral() {}

  /**
   * Returns true if clients disagree on the address of this host: some read a number with a leading
   * zero as octal (inet_aton, the WHATWG URL Standard), others as decimal (RFC 6943, section
   * 3.1.1). {@code 0177.0.0.1} is either 127.0.0.1 or 177.0.0.1.
   */
  public static boolean isAmbiguous(String host) {
    var parts = Normalizer.normalize(host, Normalizer.Form.NFKC).replace('。', '.').split("\\.", -1);
    int last = parts.length - (parts[parts.length - 1].isEmpty() ? 2 : 1);
    var isNumeric = last >= 0 && NUMBER.matcher(parts[last]).matches();
    for (var part : parts) {
      if (isNumeric && LEADING_ZERO.matcher(part).matches()) {
        return true;
      }
    }
    return false;
  }
}
