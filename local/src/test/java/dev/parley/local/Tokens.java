package dev.parley.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** Issues tokens (RFC 7519), and publishes the key with which they are checked (RFC 7517). */
final class Tokens implements AutoCloseable {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair pair;
  private final HttpServer server;

  Tokens() {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      pair = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var keys = keys().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
          }
        });
    server.start();
  }

  /** Returns where the keys are. */
  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/keys.json");
  }

  /** Returns a token for a permission such as {@code default:write}. */
  String allowing(String permission) {
    var header = "{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"first\"}";
    var claims =
        "{\"sub\":\"parley\",\"exp\":%d,\"permissions\":[\"%s\"]}"
            .formatted(Instant.now().plus(Duration.ofHours(1)).getEpochSecond(), permission);
    var signed = encoded(header) + "." + encoded(claims);
    try {
      var signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.UTF_8));
      return signed + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String encoded(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private String keys() {
    var key = (RSAPublicKey) pair.getPublic();
    return """
    {"keys":[{"kty":"RSA","use":"sig","alg":"RS256","kid":"first","n":"%s","e":"%s"}]}
    """
        .formatted(
            BASE64.encodeToString(unsigned(key.getModulus().toByteArray())),
            BASE64.encodeToString(unsigned(key.getPublicExponent().toByteArray())));
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
