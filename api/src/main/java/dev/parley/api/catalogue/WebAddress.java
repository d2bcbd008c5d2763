package dev.parley.api.catalogue;

import dev.parley.node.HostLiteral;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Addresses that users enter. Whether they may be reached, the worker's guard decides. */
final class WebAddress {
  private WebAddress() {}

  static boolean isWeb(String url) {
    try {
      var read = URI.create(url.strip());
      return Set.of("http", "https").contains(String.valueOf(read.getScheme()))
          && read.getHost() != null
          && !HostLiteral.isAmbiguous(read.getHost())
          && read.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Scheme, host and port: a secret given for one origin is not sent to another. */
  static String origin(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    var port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
