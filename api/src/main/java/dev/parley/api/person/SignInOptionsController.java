package dev.parley.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.security.OpenToAll;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /session/options}: the ways to sign in here. */
@RestController
@RequestMapping("/api/v1/session")
class SignInOptionsController {
  private final OidcProvider provider;

  SignInOptionsController(OidcProvider provider) {
    this.provider = provider;
  }

  /**
   * The ways to sign in.
   *
   * @param password true if people sign in with email address and password
   * @param provider the name of the OpenID provider; null if there is none
   * @param providerUrl where a browser goes to sign in through the provider
   */
  @Schema(name = "SignInOptions")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Options(boolean password, @Nullable String provider, @Nullable String providerUrl) {}

  @Operation(operationId = "getSignInOptions", summary = "List the ways to sign in")
  @OpenToAll
  @GetMapping("/options")
  Options options() {
    var name = provider.name();
    return new Options(
        provider.settings().passwordSignIn(),
        name.orElse(null),
        name.map(_ -> OidcProvider.START).orElse(null));
  }
}
