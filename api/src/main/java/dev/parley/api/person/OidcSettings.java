package dev.parley.api.person;

import dev.parley.api.StartRefused;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The OpenID provider with which people sign in; the variable names are in {@code
 * application.yaml}.
 *
 * @param issuer empty for none
 * @param clientSecretFile takes precedence over the secret itself
 * @param name shown on the button
 * @param roleClaim the claim that decides the role; empty if administrators do
 * @param roles {@code value=role} for values of that claim, separated by semicolons; empty if the
 *     values are the roles
 * @param defaultRole without a role from the claim; empty to refuse the person
 * @param passwordSignIn false if people sign in through the provider alone
 */
@ConfigurationProperties("parley.oidc")
record OidcSettings(
    String issuer,
    String clientId,
    String clientSecret,
    String clientSecretFile,
    String name,
    List<String> scopes,
    String roleClaim,
    String roles,
    String defaultRole,
    boolean passwordSignIn) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  boolean isOn() {
    return !issuer.isBlank();
  }

  /**
   * Checks what can be checked without the provider.
   *
   * @throws StartRefused with the variable that is wrong
   */
  void check() {
    if (!isOn()) {
      require(passwordSignIn, "PARLEY_PASSWORD_SIGN_IN is false without PARLEY_OIDC_ISSUER");
      return;
    }
    require(
        isHttps(issuer), "PARLEY_OIDC_ISSUER is no https address (http is allowed on localhost)");
    require(!clientId.isBlank(), "PARLEY_OIDC_CLIENT_ID is empty");
    require(scopes.contains("openid"), "PARLEY_OIDC_SCOPES lacks openid");
    require(
        !roleClaim.isBlank() || !defaultRole.isBlank(),
        "neither PARLEY_OIDC_ROLE_CLAIM nor PARLEY_OIDC_DEFAULT_ROLE is set");
    mapping();
    byDefault();
    secret();
  }

  /**
   * Refuses what concerns passwords where people sign in through the provider alone.
   *
   * @throws Refusal 403 {@code passwords-off}
   */
  void requirePasswords() {
    if (!passwordSignIn) {
      throw Refusal.of(403, "passwords-off", "People sign in with " + name + " here.");
    }
  }

  /** Returns true for an https address, and for any on this machine. */
  static boolean isHttps(String address) {
    try {
      var uri = URI.create(address);
      return uri.getHost() != null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new StartRefused(otherwise, "See the settings in docs/deployment.md.");
    }
  }

  String secret() {
    if (clientSecretFile.isBlank()) {
      return clientSecret;
    }
    try {
      return Files.readString(Path.of(clientSecretFile)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("PARLEY_OIDC_CLIENT_SECRET_FILE " + clientSecretFile, e);
    }
  }

  /** Returns true if the role follows the claim at each sign-in. */
  boolean decidesRoles() {
    return !roleClaim.isBlank();
  }

  /**
   * Returns the highest role that the claim's values give, or else the default role.
   *
   * @param claims of the person who signs in
   */
  Optional<Role> role(Map<String, ? extends @Nullable Object> claims) {
    var known = mapping();
    return values(claims)
        .map(value -> known.isEmpty() ? named(value) : Optional.ofNullable(known.get(value)))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .or(this::byDefault);
  }

  private Stream<String> values(Map<String, ? extends @Nullable Object> claims) {
    return switch (claim(claims)) {
      case String one -> Stream.of(one);
      case Collection<?> several -> several.stream().filter(Objects::nonNull).map(String::valueOf);
      case null, default -> Stream.empty();
    };
  }

  /** A claim's name may contain dots; if there is no such claim, they lead into objects. */
  private @Nullable Object claim(Map<String, ? extends @Nullable Object> claims) {
    if (!decidesRoles()) {
      return null;
    }
    if (claims.containsKey(roleClaim)) {
      return claims.get(roleClaim);
    }
    Object found = claims;
    for (var part : roleClaim.split("\\.", -1)) {
      found = found instanceof Map<?, ?> inner ? inner.get(part) : null;
    }
    return found;
  }

  private Map<String, Role> mapping() {
    var mapping = new HashMap<String, Role>();
    for (var pair : roles.split(";", -1)) {
      if (!pair.isBlank()) {
        int at = pair.lastIndexOf('=');
        var role = at < 0 ? Optional.<Role>empty() : named(pair.substring(at + 1).strip());
        require(role.isPresent(), "PARLEY_OIDC_ROLES has no role in \"" + pair.strip() + "\"");
        mapping.put(pair.substring(0, at).strip(), role.orElseThrow());
      }
    }
    return mapping;
  }

  private Optional<Role> byDefault() {
    if (defaultRole.isBlank()) {
      return Optional.empty();
    }
    var role = named(defaultRole.strip());
    require(role.isPresent(), "PARLEY_OIDC_DEFAULT_ROLE names no role");
    return role;
  }

  private static Optional<Role> named(String wire) {
    return Stream.of(Role.values()).filter(role -> role.wire().equals(wire)).findFirst();
  }
}
