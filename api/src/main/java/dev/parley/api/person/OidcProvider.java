package dev.parley.api.person;

import dev.parley.api.ApiConfig;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * The OpenID provider. Its endpoints are looked up when the first person signs in, so that the api
 * starts while the provider is down.
 */
@Component
@EnableConfigurationProperties(OidcSettings.class)
class OidcProvider implements ClientRegistrationRepository {
  static final String ID = "oidc";
  static final String START = "/oidc/sign-in";
  static final String CALLBACK = "/oidc/callback";
  static final String UNREACHABLE = "provider_unreachable";

  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Set<String> ENDPOINTS =
      Set.of("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint");

  private final OidcSettings settings;
  private final String callback;
  private final ClientHttpRequestFactory http;
  private volatile @Nullable ClientRegistration known;

  OidcProvider(OidcSettings settings, ApiConfig config) {
    settings.check();
    this.settings = settings;
    callback = config.publicUrl().replaceFirst("/+$", "") + CALLBACK;
    var factory =
        new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT).build());
    factory.setReadTimeout(ANSWER);
    http = factory;
  }

  OidcSettings settings() {
    return settings;
  }

  /** Returns what sends requests to the provider: within limits of time, without redirects. */
  ClientHttpRequestFactory http() {
    return http;
  }

  /** Returns the name of the provider; empty if there is none. */
  Optional<String> name() {
    return settings.isOn() ? Optional.of(settings.name()) : Optional.empty();
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String id) {
    if (!settings.isOn() || !id.equals(ID)) {
      return null;
    }
    var found = known;
    if (found == null) {
      found = lookUp();
      known = found;
    }
    return found;
  }

  private ClientRegistration lookUp() {
    try {
      var document = document();
      var secret = settings.secret();
      var registration =
          ClientRegistrations.fromOidcConfiguration(document)
              .registrationId(ID)
              .clientId(settings.clientId())
              .clientSecret(secret)
              .redirectUri(callback)
              .scope(settings.scopes());
      if (secret.isEmpty()) {
        registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
      }
      return registration.build();
    } catch (RuntimeException e) {
      LOG.warn("The OpenID provider {} cannot be used", settings.issuer(), e);
      throw new OAuth2AuthenticationException(new OAuth2Error(UNREACHABLE), e);
    }
  }

  private Map<String, Object> document() {
    var address = settings.issuer().replaceFirst("/+$", "") + "/.well-known/openid-configuration";
    var document =
        RestClient.builder()
            .requestFactory(http)
            .build()
            .get()
            .uri(address)
            .retrieve()
            .body(new ParameterizedTypeReference<Map<String, Object>>() {});
    if (document == null || !settings.issuer().equals(document.get("issuer"))) {
      throw new IllegalStateException(
          address + " names the issuer " + (document == null ? null : document.get("issuer")));
    }
    for (var endpoint : ENDPOINTS) {
      if (document.get(endpoint) instanceof String url && !OidcSettings.isHttps(url)) {
        throw new IllegalStateException(endpoint + " is no https address: " + url);
      }
    }
    return document;
  }

  /** Returns the algorithm of the provider's signatures: RS256 unless it has only another one. */
  JwsAlgorithm algorithm(ClientRegistration registration) {
    var offered =
        registration
            .getProviderDetails()
            .getConfigurationMetadata()
            .get("id_token_signing_alg_values_supported");
    var names = offered instanceof List<?> list ? list : List.of();
    return names.isEmpty() || names.contains(SignatureAlgorithm.RS256.getName())
        ? SignatureAlgorithm.RS256
        : names.stream()
            .map(name -> SignatureAlgorithm.from(String.valueOf(name)))
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(SignatureAlgorithm.RS256);
  }
}
