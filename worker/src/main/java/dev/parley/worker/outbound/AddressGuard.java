package dev.parley.worker.outbound;

import dev.parley.template.HostLiteral;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Decides which addresses outgoing requests may reach: the public Internet and what the operator
 * allows. The table follows the IANA special-purpose registries (RFC 6890): Java's own flags miss
 * half of them.
 */
final class AddressGuard {
  private static final List<Prefix> NOT_PUBLIC_V4 =
      prefixes(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.31.196.0/24",
          "192.52.193.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "192.175.48.0/24",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");
  private static final List<Prefix> PUBLIC_V6 = prefixes("2000::/3");
  private static final List<Prefix> NOT_PUBLIC_V6 =
      prefixes("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48");

  private final AllowList allowed;

  AddressGuard(AllowList allowed) {
    this.allowed = allowed;
  }

  private record Prefix(InetAddress address, int bits) {
    boolean covers(InetAddress other) {
      return AllowList.startsWith(other.getAddress(), address.getAddress(), bits);
    }
  }

  /** An address that must not be reached; the message never reveals what a host resolved to. */
  static final class AddressRefused extends ConnectException {
    private static final long serialVersionUID = 1L;

    private AddressRefused(String message) {
      super(message);
    }

    AddressRefused(String host, int port) {
      super(
          "\""
              + host
              + "\" (port "
              + port
              + ") is not on the public Internet, or not a port for the web. An operator can allow"
              + " it in PARLEY_FETCH_ALLOW.");
    }
  }

  /**
   * Rejects a host whose address clients disagree on.
   *
   * @param host as in the URL
   */
  static void checkHost(String host) throws AddressRefused {
    if (HostLiteral.isAmbiguous(host)) {
      throw new AddressRefused(
          "\"" + host + "\" has a number that begins with a zero, which systems read differently.");
    }
  }

  /**
   * Rejects addresses that must not be reached.
   *
   * @param host as in the URL
   */
  void check(String host, InetAddress address, int port) throws AddressRefused {
    if (!allowed.allows(host, address, port) && !(isPublic(address) && isForTheWeb(port))) {
      throw new AddressRefused(host, port);
    }
  }

  /** Allows 80 and 443, and the ports without a well-known service. */
  private static boolean isForTheWeb(int port) {
    return port == 80 || port == 443 || port >= 1_024;
  }

  static boolean isPublic(InetAddress address) {
    return address instanceof Inet4Address
        ? covered(NOT_PUBLIC_V4, address).isEmpty()
        : !covered(PUBLIC_V6, address).isEmpty() && covered(NOT_PUBLIC_V6, address).isEmpty();
  }

  private static List<Prefix> covered(List<Prefix> prefixes, InetAddress address) {
    return prefixes.stream().filter(prefix -> prefix.covers(address)).toList();
  }

  private static List<Prefix> prefixes(String... blocks) {
    return List.of(blocks).stream().map(AddressGuard::prefix).toList();
  }

  private static Prefix prefix(String block) {
    var slash = block.indexOf('/');
    try {
      return new Prefix(
          InetAddress.getByName(block.substring(0, slash)),
          Integer.parseInt(block.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(block, e);
    }
  }
}
