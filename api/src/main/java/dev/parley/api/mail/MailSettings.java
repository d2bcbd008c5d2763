package dev.parley.api.mail;

import dev.parley.api.StartRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The mail server; the variable names are in {@code application.yaml}.
 *
 * @param host empty for none
 * @param username empty to send without signing in
 * @param passwordFile takes precedence over the password itself
 * @param tls {@code starttls}, {@code tls} or {@code none}
 */
@ConfigurationProperties("parley.smtp")
record MailSettings(
    String host,
    int port,
    String username,
    String password,
    String passwordFile,
    String from,
    String tls) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
  private static final String TIMEOUT = "10000";

  boolean isOn() {
    return !host.isBlank();
  }

  /**
   * Checks the settings without connecting.
   *
   * @throws StartRefused with the variable that is wrong
   */
  void check() {
    if (isOn()) {
      require(from.matches(".*[^@\\s]@[^@\\s].*"), "PARLEY_SMTP_FROM is no email address");
      require(
          Set.of("starttls", "tls", "none").contains(tls),
          "PARLEY_SMTP_TLS is not starttls, tls or none");
      require(
          username.isBlank() || !tls.equals("none") || LOOPBACK.contains(host),
          "PARLEY_SMTP_TLS=none would send the password unencrypted");
      secret();
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new StartRefused(otherwise, "See the settings in docs/deployment.md.");
    }
  }

  String secret() {
    if (passwordFile.isBlank()) {
      return password;
    }
    try {
      return Files.readString(Path.of(passwordFile)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("PARLEY_SMTP_PASSWORD_FILE " + passwordFile, e);
    }
  }

  /** Returns the properties of Jakarta Mail. */
  Properties properties() {
    var properties = new Properties();
    properties.setProperty("mail.smtp.auth", Boolean.toString(!username.isBlank()));
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls.equals("starttls")));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls.equals("starttls")));
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(tls.equals("tls")));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT);
    properties.setProperty("mail.smtp.timeout", TIMEOUT);
    properties.setProperty("mail.smtp.writetimeout", TIMEOUT);
    return properties;
  }
}
