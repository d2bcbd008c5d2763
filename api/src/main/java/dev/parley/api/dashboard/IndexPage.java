package dev.parley.api.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;

/** The HTML page, and the content-security policy for each copy of it. */
record IndexPage(String before, String after) {
  private static final String PLACEHOLDER = "__NONCE__";

  /** Loads the page of this build; empty if it was built without a dashboard. */
  static Optional<IndexPage> load() {
    var resource = new ClassPathResource("dashboard/index.html");
    if (!resource.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(resource.getContentAsString(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static IndexPage of(String html) {
    int at = html.indexOf(PLACEHOLDER);
    if (at < 0) {
      throw new IllegalStateException("index.html has no " + PLACEHOLDER);
    }
    return new IndexPage(html.substring(0, at), html.substring(at + PLACEHOLDER.length()));
  }

  String with(String nonce) {
    return before + nonce + after;
  }

  /**
   * Allows only what we serve ourselves; styles generated at run time carry the nonce. The page
   * cannot be framed, and forms cannot leave it.
   */
  static String policy(String nonce) {
    return "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self';"
        + " img-src 'self' data:; font-src 'self'; manifest-src 'self'; style-src 'self' 'nonce-"
        + nonce
        + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
  }
}
