package dev.parley.api.person;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.StartRefused;
import dev.parley.api.security.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings of the OpenID provider are checked, and give roles. */
class OidcSettingsTest {
  private static OidcSettings settings(String issuer, String claim, String roles, String role) {
    return new OidcSettings(
        issuer, "parley", "secret", "", "Login", List.of("openid"), claim, roles, role, true);
  }

  private static OidcSettings roles(String claim, String roles, String role) {
    return settings("https://login.example.com", claim, roles, role);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.example.com/realms/one",
        "http://127.0.0.1:9000",
        "http://localhost:9000",
        "http://[::1]:9000"
      })
  void anIssuerIsAnHttpsAddressOrOnThisMachine(String issuer) {
    settings(issuer, "", "", "viewer").check();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example.com",
        "http://127.0.0.1.example.com",
        "ftp://localhost",
        "login.example.com",
        "not an address"
      })
  void anotherIssuerIsRefused(String issuer) {
    assertThatThrownBy(() -> settings(issuer, "", "", "viewer").check())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PARLEY_OIDC_ISSUER");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          groups | Chiefs=boss  |        | PARLEY_OIDC_ROLES
          groups | Chiefs       |        | PARLEY_OIDC_ROLES
          groups | Chiefs=admin | boss   | PARLEY_OIDC_DEFAULT_ROLE
                 |              |        | PARLEY_OIDC_ROLE_CLAIM
          """)
  void rolesThatDoNotExistAreRefused(String claim, String roles, String role, String named) {
    var settings = roles(text(claim), text(roles), text(role));
    assertThatThrownBy(settings::check)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining(named);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  @Test
  void passwordsCannotBeOffWithoutAProvider() {
    var settings = new OidcSettings("", "", "", "", "", List.of(), "", "", "", false);
    assertThatThrownBy(settings::check).hasMessageContaining("PARLEY_PASSWORD_SIGN_IN");
  }

  @Test
  void theHighestRoleCounts() {
    var settings = roles("groups", "cn=a,ou=b=agent;cn=c,ou=b=editor", "");
    assertThat(settings.role(Map.of("groups", List.of("cn=c,ou=b", "cn=a,ou=b"))))
        .contains(Role.EDITOR);
    assertThat(settings.role(Map.of("groups", "cn=a,ou=b"))).contains(Role.AGENT);
    assertThat(settings.role(Map.of("groups", List.of("editor")))).isEmpty();
    assertThat(settings.role(Map.of("groups", 7))).isEmpty();
    assertThat(settings.role(Map.of())).isEmpty();
  }

  @Test
  void withoutAMappingTheValuesAreTheRoles() {
    assertThat(roles("role", "", "").role(Map.of("role", "publisher"))).contains(Role.PUBLISHER);
    assertThat(roles("role", "", "").role(Map.of("role", "root"))).isEmpty();
    assertThat(roles("role", "", "viewer").role(Map.of("role", "root"))).contains(Role.VIEWER);
    assertThat(roles("", "", "viewer").role(Map.of("role", "admin"))).contains(Role.VIEWER);
  }

  @Test
  void aClaimMayBeWithinAnotherOrHaveDotsInItsName() {
    var settings = roles("realm_access.roles", "", "");
    var within = Map.of("realm_access", Map.of("roles", List.of("agent")));
    assertThat(settings.role(within)).contains(Role.AGENT);
    assertThat(settings.role(Map.of("realm_access.roles", "editor"))).contains(Role.EDITOR);
    assertThat(settings.role(Map.of("realm_access", "agent"))).isEmpty();
  }
}
