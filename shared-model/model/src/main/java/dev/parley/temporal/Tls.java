package dev.parley.temporal;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS to Temporal. Certificates are read once, when the service starts.
 *
 * @param ownAuthority true if certificates of a given authority are trusted, not those that Java
 *     trusts
 * @param clientCertificate true if this side identifies itself with a certificate
 * @param serverName the name expected in the server's certificate; empty for that of the address
 */
record Tls(
    SslContext context,
    boolean ownAuthority,
    boolean clientCertificate,
    Optional<String> serverName) {
  static final String SWITCH = "TEMPORAL_TLS";
  static final String AUTHORITY = "TEMPORAL_TLS_SERVER_CA_CERT_PATH";
  static final String CERTIFICATE = "TEMPORAL_TLS_CLIENT_CERT_PATH";
  static final String KEY = "TEMPORAL_TLS_CLIENT_KEY_PATH";
  static final String SERVER_NAME = "TEMPORAL_TLS_SERVER_NAME";

  /** Returns what the variables say; empty for a connection without TLS. */
  static Optional<Tls> of(Variables variables, boolean wanted) {
    var authority = variables.file(AUTHORITY);
    var certificate = variables.file(CERTIFICATE);
    var key = variables.file(KEY);
    var serverName = variables.text(SERVER_NAME);
    requirePair(certificate.isPresent(), key.isPresent());
    var used = authority.isPresent() || certificate.isPresent() || serverName.isPresent();
    var on = variables.flag(SWITCH);
    if (on.equals(Optional.of(false)) && used) {
      throw Variables.bad(
          SWITCH, "off, while TEMPORAL_TLS_… say how (expected: on, or those unset)", null);
    }
    return on.orElse(used || wanted)
        ? Optional.of(
            new Tls(
                context(authority, certificate, key),
                authority.isPresent(),
                certificate.isPresent(),
                serverName))
        : Optional.empty();
  }

  private static void requirePair(boolean certificate, boolean key) {
    if (certificate != key) {
      throw Variables.bad(
          certificate ? KEY : CERTIFICATE,
          "not set, although %s is (expected: both or neither)"
              .formatted(certificate ? CERTIFICATE : KEY),
          null);
    }
  }

  private static SslContext context(
      Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
    var builder =
        certificate.isPresent()
            ? SimpleSslContextBuilder.forPKCS8(
                stream(Variables.content(CERTIFICATE, certificate.get())),
                stream(privateKey(key.orElseThrow())))
            : SimpleSslContextBuilder.noKeyOrCertChain();
    authority.ifPresent(file -> builder.setTrustManager(trust(file)));
    try {
      return builder.build();
    } catch (IOException | IllegalArgumentException e) {
      throw Variables.bad(
          CERTIFICATE, "the certificate and its key cannot be used: " + e.getMessage(), e);
    }
  }

  private static String privateKey(Path file) {
    var text = Variables.content(KEY, file);
    if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
      throw Variables.bad(
          KEY,
          """
          %s has no line BEGIN PRIVATE KEY (expected: PKCS #8, not encrypted, as \
          `openssl pkcs8 -topk8 -nocrypt -in … -out …` writes it)\
          """
              .formatted(file),
          null);
    }
    return text;
  }

  private static TrustManager trust(Path file) {
    try {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(stream(Variables.content(AUTHORITY, file)));
      if (certificates.isEmpty()) {
        throw Variables.bad(AUTHORITY, "%s has no certificate".formatted(file), null);
      }
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (var certificate : certificates) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return Arrays.stream(factory.getTrustManagers())
          .filter(X509TrustManager.class::isInstance)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw Variables.bad(
          AUTHORITY, "%s has no certificate that can be read (expected: PEM)".formatted(file), e);
    }
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
