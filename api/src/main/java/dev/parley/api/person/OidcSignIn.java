package dev.parley.api.person;

import dev.parley.api.security.Address;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * Signing in through the OpenID provider with Spring Security: authorization code flow with PKCE,
 * state and nonce. What follows is a session as after a password; the provider's tokens are not
 * kept.
 */
@Configuration(proxyBeanMethods = false)
class OidcSignIn {
  private static final Set<String> PATHS = Set.of(OidcProvider.START, OidcProvider.CALLBACK);

  @Bean
  @Order(1)
  SecurityFilterChain oidc(
      HttpSecurity http,
      OidcProvider provider,
      OidcAttempts attempts,
      OidcArrivals arrivals,
      Sessions sessions) {
    return http.securityMatcher(
            request -> provider.settings().isOn() && PATHS.contains(Address.of(request)))
        .securityContext(it -> it.securityContextRepository(sessions))
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .headers(AbstractHttpConfigurer::disable)
        .csrf(AbstractHttpConfigurer::disable)
        .oauth2Login(it ->
            it.loginPage("/sign-in")
                .loginProcessingUrl(OidcProvider.CALLBACK)
                .clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoClients())
                .authorizationEndpoint(endpoint ->
                    endpoint
                        .authorizationRequestResolver(resolver(provider))
                        .authorizationRequestRepository(attempts))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokens(provider)))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(users(provider)))
                .successHandler(arrivals::arrived)
                .failureHandler(arrivals::failed)
                .addObjectPostProcessor(new FailuresToBegin(arrivals)))
        .addFilterBefore(arrivals.limit(), OAuth2AuthorizationRequestRedirectFilter.class)
        .authorizeHttpRequests(it -> it.anyRequest().permitAll())
        .build();
  }

  @Bean
  JwtDecoderFactory<ClientRegistration> idTokens(OidcProvider provider) {
    var decoders = new OidcIdTokenDecoderFactory();
    decoders.setJwsAlgorithmResolver(provider::algorithm);
    return decoders;
  }

  private static OAuth2AuthorizationRequestResolver resolver(OidcProvider provider) {
    var standard = new DefaultOAuth2AuthorizationRequestResolver(provider, "/oidc");
    standard.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    return new OAuth2AuthorizationRequestResolver() {
      @Override
      public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return resolve(request, OidcProvider.ID);
      }

      @Override
      public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
        return Address.of(request).equals(OidcProvider.START)
            ? standard.resolve(request, id)
            : null;
      }
    };
  }

  private static RestClientAuthorizationCodeTokenResponseClient tokens(OidcProvider provider) {
    var client = new RestClientAuthorizationCodeTokenResponseClient();
    client.setRestClient(
        RestClient.builder()
            .requestFactory(provider.http())
            .configureMessageConverters(it ->
                it.addCustomConverter(new FormHttpMessageConverter())
                    .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build());
    return client;
  }

  private static OidcUserService users(OidcProvider provider) {
    var rest = new RestTemplate(provider.http());
    rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
    var plain = new DefaultOAuth2UserService();
    plain.setRestOperations(rest);
    var users = new OidcUserService();
    users.setOauth2UserService(plain);
    return users;
  }

  /** Leads to the sign-in page also if the provider cannot be reached to begin with. */
  private record FailuresToBegin(OidcArrivals arrivals)
      implements ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> {
    @Override
    public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
      filter.setAuthenticationFailureHandler(arrivals::failed);
      return filter;
    }
  }

  /** Keeps no tokens of the provider: they were only needed to learn who signs in. */
  private static final class NoClients implements OAuth2AuthorizedClientRepository {
    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // The interface's own method.
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String id, Authentication person, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // See above.
    }

    @Override
    public void removeAuthorizedClient(
        String id,
        Authentication person,
        HttpServletRequest request,
        HttpServletResponse response) {
      // There are none.
    }
  }
}
