package dev.parley.api.key;

import dev.parley.api.audit.RefusedKeys;
import dev.parley.api.security.AdminKeyFile;
import dev.parley.api.security.Caller;
import dev.parley.api.security.KeyPrincipal;
import dev.parley.api.security.Scope;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.stereotype.Component;

/** Looks up keys: those in the store, and the administrator's in its file. */
@Component
class ApiKeys implements OpaqueTokenIntrospector {
  private final AdminKeyFile admin;
  private final ApiKeyStore store;
  private final RefusedKeys refused;

  ApiKeys(AdminKeyFile admin, ApiKeyStore store, RefusedKeys refused) {
    this.admin = admin;
    this.store = store;
    this.refused = refused;
  }

  @Override
  public OAuth2AuthenticatedPrincipal introspect(String key) {
    var caller = caller(key);
    if (caller.isEmpty()) {
      refused.add(store.refused(key));
    }
    return caller
        .map(KeyPrincipal::new)
        .orElseThrow(() -> new BadOpaqueTokenException("unknown key"));
  }

  private Optional<Caller> caller(String key) {
    if (admin.contains(key)) {
      return Optional.of(Caller.service(null, "API key", Set.of(Scope.ADMIN), List.of()));
    }
    return store
        .holder(key)
        .map(holder ->
            Caller.service(
                UUID.fromString(holder.id()),
                "API key " + holder.name(),
                EnumSet.copyOf(holder.scopes()),
                holder.sources()));
  }
}
