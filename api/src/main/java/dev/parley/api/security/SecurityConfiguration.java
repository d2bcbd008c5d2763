package dev.parley.api.security;

import dev.parley.api.limit.Allowance;
import dev.parley.api.limit.RateLimits;
import dev.parley.api.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Authentication with Spring Security: API keys as bearer tokens, people by their session. Which
 * scope an operation requires is checked by {@link Authorization}, once the operation is known.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /**
   * Leaves out the timings of each filter, which cost more processor time than the filters.
   * Requests as a whole are observed.
   */
  @Bean
  static SecurityObservationSettings observations() {
    return SecurityObservationSettings.noObservations();
  }

  @Bean
  SecurityFilterChain security(
      HttpSecurity http,
      OpaqueTokenIntrospector keys,
      SecurityContextRepository sessions,
      CsrfTokenRepository csrfTokens,
      RateLimits limits,
      ProblemWriter problems) {
    var bearer = new DefaultBearerTokenResolver();
    return http.securityContext(it -> it.securityContextRepository(sessions))
        // Sessions are begun and looked up by their own repository.
        .sessionManagement(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        // RequestChecks and the dashboard's own filter set the headers.
        .headers(AbstractHttpConfigurer::disable)
        .anonymous(Customizer.withDefaults())
        .csrf(it ->
            it.csrfTokenRepository(csrfTokens)
                .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                .requireCsrfProtectionMatcher(SecurityConfiguration::isWriteInSession))
        .oauth2ResourceServer(it ->
            it.bearerTokenResolver(
                    request -> OpenPaths.contain(request) ? null : bearer.resolve(request))
                .authenticationEntryPoint(signIn(limits, problems))
                .accessDeniedHandler(denied(problems))
                .opaqueToken(token ->
                    token
                        .introspector(keys)
                        .authenticationConverter((key, principal) ->
                            ((KeyPrincipal) principal).authentication(keys, key))))
        .exceptionHandling(it ->
            it.authenticationEntryPoint(signIn(limits, problems))
                .accessDeniedHandler(denied(problems)))
        .addFilterBefore(new AttachCaller(), AuthorizationFilter.class)
        .authorizeHttpRequests(it ->
            it.dispatcherTypeMatchers(
                    DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                .permitAll()
                .requestMatchers(OpenPaths::contain)
                .permitAll()
                .requestMatchers("/actuator/**")
                .hasAuthority(Scope.METRICS_READ.wire())
                .anyRequest()
                .authenticated())
        .build();
  }

  /**
   * Lets every request pass: {@link RequestChecks} has refused those with more than one meaning,
   * and unlike Spring's own firewall allows ids such as "." and "%2F".
   */
  @Bean
  HttpFirewall firewall() {
    return new HttpFirewall() {
      @Override
      public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        return new FirewalledRequest(request) {
          @Override
          public void reset() {
            // Nothing was changed.
          }
        };
      }

      @Override
      public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
        return response;
      }
    };
  }

  private static boolean isWriteInSession(HttpServletRequest request) {
    return !READS.contains(request.getMethod())
        && request.getHeader(HttpHeaders.AUTHORIZATION) == null
        && !OpenPaths.contain(request)
        && request.getSession(false) != null;
  }

  /** A right key is never refused for the wrong ones that others send from its address. */
  private static AuthenticationEntryPoint signIn(RateLimits limits, ProblemWriter problems) {
    return (request, response, _) -> {
      var counted =
          request.getHeader(HttpHeaders.AUTHORIZATION) == null
              ? Optional.<Allowance>empty()
              : limits.ofWrongCredential(request.getRemoteAddr());
      if (counted.isPresent() && !counted.get().granted()) {
        problems.write(
            response,
            counted.get().refusal("Too many wrong keys and links came from this address."));
        return;
      }
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      problems.write(
          response,
          401,
          "not-signed-in",
          "Send \"Authorization: Bearer <API key>\" or sign in to the dashboard.");
    };
  }

  private static AccessDeniedHandler denied(ProblemWriter problems) {
    return (_, response, refused) -> {
      if (refused instanceof CsrfException) {
        problems.write(response, 403, "csrf", "The header X-XSRF-TOKEN is missing or wrong.");
      } else {
        problems.write(
            response, 403, "scope-missing", "This needs the scope \"metrics:read\" or \"read\".");
      }
    };
  }

  /** Makes the caller available to controllers, streams and later filters. */
  private static final class AttachCaller extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws jakarta.servlet.ServletException, java.io.IOException {
      if (!OpenPaths.contain(request)
          && SecurityContextHolder.getContext().getAuthentication()
              instanceof CallerAuthentication known) {
        known.getPrincipal().attach(request, known.isGood());
      }
      chain.doFilter(request, response);
    }
  }
}
