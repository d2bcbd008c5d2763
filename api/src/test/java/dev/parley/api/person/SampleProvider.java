package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An OpenID provider whose people and mistakes a test chooses. */
final class SampleProvider implements AutoCloseable {
  static final String CLIENT = "parley";
  static final String SECRET = "a client secret";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Grant> grants = new ConcurrentHashMap<>();

  /** The parameters of a redirect to the provider. */
  record Asked(String state, String nonce, String challenge) {}

  private record Grant(String challenge, Map<String, Object> claims) {}

  SampleProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("sample").generate();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::discovery);
    server.createContext(
        "/keys", it -> answer(it, 200, new JWKSet(key).toPublicJWKSet().toString()));
    server.createContext("/token", this::token);
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void discovery(HttpExchange exchange) throws IOException {
    var document =
        Map.of(
            "issuer",
            issuer(),
            "authorization_endpoint",
            issuer() + "/authorize",
            "token_endpoint",
            issuer() + "/token",
            "jwks_uri",
            issuer() + "/keys",
            "subject_types_supported",
            new String[] {"public"},
            "response_types_supported",
            new String[] {"code"},
            "id_token_signing_alg_values_supported",
            new String[] {"RS256"});
    answer(exchange, 200, JSON.writeValueAsString(document));
  }

  private void token(HttpExchange exchange) throws IOException {
    var sent = query(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    var basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":a+client+secret").getBytes(StandardCharsets.UTF_8));
    var grant = grants.remove(sent.getOrDefault("code", ""));
    if (grant == null
        || !("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !grant.challenge().equals(challenge(sent.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    var body =
        Map.of(
            "access_token",
            "unused",
            "token_type",
            "Bearer",
            "expires_in",
            60,
            "id_token",
            signed(grant.claims()));
    answer(exchange, 200, JSON.writeValueAsString(body));
  }

  private String signed(Map<String, Object> claims) {
    var set = new JWTClaimsSet.Builder();
    claims.forEach(
        (name, value) -> set.claim(name, value instanceof Instant time ? Date.from(time) : value));
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), set.build());
    try {
      token.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private static String challenge(String verifier) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    var bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  /** Lets a browser begin at this page and come back; returns where it is led to. */
  String signIn(Browser browser, String begin, Map<String, Object> claims) {
    var asked = asked(browser.send("GET", begin, ""));
    var all = new LinkedHashMap<String, Object>();
    all.put("iss", issuer());
    all.put("aud", CLIENT);
    all.put("iat", Instant.now());
    all.put("exp", Instant.now().plusSeconds(60));
    all.put("nonce", asked.nonce());
    all.putAll(claims);
    grants.put("code-" + asked.state(), new Grant(asked.challenge(), all));
    return back(browser, "code=code-" + asked.state(), asked.state());
  }

  /** Returns what a redirect to the provider asks for. */
  Asked asked(HttpResponse<String> begun) {
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(302);
    var location = location(begun);
    assertThat(location).startsWith(issuer() + "/authorize?");
    var asked = query(URI.create(location).getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", CLIENT)
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge");
    return new Asked(
        asked.getOrDefault("state", ""),
        asked.getOrDefault("nonce", ""),
        asked.getOrDefault("code_challenge", ""));
  }

  /** Leads a browser back as another site does, without the cookie of a session. */
  static String back(Browser browser, String answer, String state) {
    var back = browser.send("GET", "/oidc/callback?" + answer + "&state=" + state, "");
    assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
    return location(back);
  }

  static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static Map<String, String> query(String text) {
    return Arrays.stream(text.split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
