package dev.parley.api.security;

import java.util.function.BooleanSupplier;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** Spring Security's view of a {@link Caller}; its authorities are the scopes. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;
  private final transient BooleanSupplier isGood;

  /**
   * An authenticated caller.
   *
   * @param isGood checks again whether the key or session is valid
   */
  public CallerAuthentication(Caller caller, BooleanSupplier isGood) {
    super(caller.scopes().stream().map(scope -> new SimpleGrantedAuthority(scope.wire())).toList());
    this.caller = caller;
    this.isGood = isGood;
    setAuthenticated(true);
  }

  BooleanSupplier isGood() {
    return isGood;
  }

  @Override
  public String getName() {
    return caller.name();
  }

  @Override
  public Caller getPrincipal() {
    return caller;
  }

  @Override
  public Object getCredentials() {
    return "";
  }
}
