package dev.parley.worker.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The addresses that the operator allows besides the public Internet ({@code PARLEY_FETCH_ALLOW}):
 * {@code host}, {@code host:port}, {@code address:port}, {@code [v6]:port} or a CIDR block,
 * separated by commas. A host allows the addresses that it resolves to, for that host only.
 */
final class AllowList {
  private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
  private static final int ANY_PORT = 0;

  private sealed interface Entry {
    boolean allows(String host, InetAddress address, int port);

    record Host(String name, int onlyPort) implements Entry {
      @Override
      public boolean allows(String host, InetAddress address, int port) {
        return name.equalsIgnoreCase(host) && (onlyPort == ANY_PORT || onlyPort == port);
      }
    }

    record Block(InetAddress prefix, int bits, int onlyPort) implements Entry {
      @Override
      public boolean allows(String host, InetAddress address, int port) {
        return (onlyPort == ANY_PORT || onlyPort == port)
            && startsWith(address.getAddress(), prefix.getAddress(), bits);
      }
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  /**
   * Parses the list.
   *
   * @throws IllegalArgumentException naming the invalid entry
   */
  AllowList(String text) {
    for (var part : text.split(",", -1)) {
      if (!part.isBlank()) {
        entries.add(entry(part.strip()));
      }
    }
  }

  boolean allows(String host, InetAddress address, int port) {
    return entries.stream().anyMatch(entry -> entry.allows(host, address, port));
  }

  private static Entry entry(String text) {
    var slash = text.indexOf('/');
    if (slash >= 0) {
      var prefix = literal(text.substring(0, slash), text);
      return new Entry.Block(
          prefix,
          number(text.substring(slash + 1), prefix.getAddress().length * 8, text),
          ANY_PORT);
    }
    if (text.startsWith("[")) {
      var end = text.indexOf(']');
      if (end < 0) {
        throw wrong(text);
      }
      return block(text.substring(1, end), port(text.substring(end + 1), text), text);
    }
    var colon = text.indexOf(':');
    if (colon >= 0 && text.indexOf(':', colon + 1) >= 0) {
      return block(text, ANY_PORT, text);
    }
    var host = colon < 0 ? text : text.substring(0, colon);
    var port = colon < 0 ? ANY_PORT : port(text.substring(colon), text);
    if (LITERAL.matcher(host).matches()) {
      return block(host, port, text);
    }
    if (!host.matches("[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?")) {
      throw wrong(text);
    }
    return new Entry.Host(host.toLowerCase(Locale.ROOT), port);
  }

  private static Entry.Block block(String address, int port, String text) {
    var whole = literal(address, text);
    return new Entry.Block(whole, whole.getAddress().length * 8, port);
  }

  private static InetAddress literal(String address, String text) {
    try {
      if (LITERAL.matcher(address).matches()
          && (address.contains(":") || address.split("\\.", -1).length == 4)) {
        return InetAddress.getByName(address);
      }
    } catch (UnknownHostException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static int port(String text, String entry) {
    if (text.isEmpty()) {
      return ANY_PORT;
    }
    if (!text.startsWith(":")) {
      throw wrong(entry);
    }
    var port = number(text.substring(1), 65_535, entry);
    if (port == 0) {
      throw wrong(entry);
    }
    return port;
  }

  private static int number(String text, int most, String entry) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > most) {
      throw wrong(entry);
    }
    return Integer.parseInt(text);
  }

  private static IllegalArgumentException wrong(String entry) {
    return new IllegalArgumentException(
        "PARLEY_FETCH_ALLOW: \""
            + entry
            + "\" (expected: host, host:port, address:port or a block such as 10.0.0.0/8)");
  }

  static boolean startsWith(byte[] address, byte[] prefix, int bits) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> (i % 8);
      if ((address[i / 8] & mask) != (prefix[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
