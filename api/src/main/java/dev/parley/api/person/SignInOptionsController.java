package dev.parley.api.person;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.OpenToAll;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The ways to sign in here, and the help for a person who forgot the password. */
@RestController
@RequestMapping("/api/v1/session")
class SignInOptionsController {
  private final OidcProvider provider;
  private final PasswordMails mails;

  SignInOptionsController(OidcProvider provider, PasswordMails mails) {
    this.provider = provider;
    this.mails = mails;
  }

  /**
   * The ways to sign in.
   *
   * @param password true if people sign in with email address and password
   * @param passwordReset true if a forgotten password is reset by email
   * @param provider the name of the OpenID provider; null if there is none
   * @param providerUrl where a browser goes to sign in through the provider
   */
  @Schema(name = "SignInOptions")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Options(
      boolean password,
      boolean passwordReset,
      @Nullable String provider,
      @Nullable String providerUrl) {}

  @Operation(operationId = "getSignInOptions", summary = "List the ways to sign in")
  @OpenToAll
  @GetMapping("/options")
  Options options() {
    var name = provider.name();
    return new Options(
        provider.settings().passwordSignIn(),
        mails.canReset(),
        name.orElse(null),
        name.map(_ -> OidcProvider.START).orElse(null));
  }

  /** The address of a person who forgot the password. */
  @Schema(name = "PasswordReset")
  record Reset(
      @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = PasswordMails.LONGEST_EMAIL)
          @Nullable String email) {}

  @Operation(
      operationId = "resetPassword",
      summary = "Send a link for a new password by email, if there is such an account")
  @OpenToAll
  @PostMapping("/password-reset")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  ResponseEntity<Void> reset(@RequestBody Reset sent, HttpServletRequest request) {
    var email = sent.email();
    if (email == null || email.isBlank() || !Texts.fits(email, PasswordMails.LONGEST_EMAIL)) {
      throw Refusal.unsound("/email", "email-invalid", "Enter your email address.");
    }
    mails.reset(request, email);
    return ResponseEntity.noContent().build();
  }
}
