package dev.parley.api.security;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;

/** The holder of an API key, as its lookup returns it to Spring Security. */
public record KeyPrincipal(Caller caller) implements OAuth2AuthenticatedPrincipal {
  CallerAuthentication authentication(OpaqueTokenIntrospector keys, String key) {
    return new CallerAuthentication(caller, () -> isGood(keys, key));
  }

  private static boolean isGood(OpaqueTokenIntrospector keys, String key) {
    try {
      keys.introspect(key);
      return true;
    } catch (OAuth2AuthenticationException e) {
      return false;
    }
  }

  @Override
  public Map<String, Object> getAttributes() {
    return Map.of();
  }

  @Override
  public Collection<? extends GrantedAuthority> getAuthorities() {
    return List.of();
  }

  @Override
  public String getName() {
    return caller.name();
  }
}
