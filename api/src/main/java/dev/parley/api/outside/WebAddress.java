package dev.parley.api.outside;

import dev.parley.template.HostLiteral;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Validates URLs entered by users. The worker's guard decides whether they may be reached. */
public final class WebAddress {
  private WebAddress() {}

  /** Returns true if the text is an http or https address with an unambiguous host. */
  public static boolean isWeb(String url) {
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

  /** Returns scheme, host and port: a secret for one origin is not sent to another. */
  public static String origin(URI url) {
    var scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    var port = url.getPort() >= 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
    return scheme + "://" + String.valueOf(url.getHost()).toLowerCase(Locale.ROOT) + ":" + port;
  }
}
