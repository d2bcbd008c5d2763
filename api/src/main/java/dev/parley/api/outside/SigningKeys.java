package dev.parley.api.outside;

import dev.parley.api.problem.Refusal;
import dev.parley.secret.Sealer;
import dev.parley.store.Ids;
import dev.parley.store.webhook.SigningSecrets;
import io.swagger.v3.oas.annotations.media.Schema;
import java.security.SecureRandom;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Creates and ends the secrets that sign what is posted to addresses of users. */
@Component
public class SigningKeys {
  private static final int BYTES = 32;

  private final Sealer sealer;
  private final SecureRandom random = new SecureRandom();

  SigningKeys(Sealer sealer) {
    this.sealer = sealer;
  }

  /** A new signing secret, which cannot be read again. */
  @Schema(name = "NewSigningSecret")
  public record Made(UUID id, OffsetDateTime createdAt, String secret) {}

  /** A signing secret, without its value. */
  @Schema(name = "SigningSecret")
  public record Active(UUID id, OffsetDateTime createdAt) {}

  /** The active secrets, oldest first. */
  @Schema(name = "SigningSecrets")
  public record All(List<Active> items) {}

  /** Returns the active secrets of a channel account or subscription. */
  public All list(DSLContext tx, UUID owner) {
    return new All(
        SigningSecrets.active(tx, owner).stream()
            .map(one -> new Active(one.id(), one.createdAt()))
            .toList());
  }

  /**
   * Creates a secret. The transaction has locked the owner.
   *
   * @throws Refusal 409 if there are two already
   */
  public Made make(DSLContext tx, UUID owner) {
    if (SigningSecrets.active(tx, owner).size() >= SigningSecrets.MOST) {
      throw Refusal.conflict(
          "secrets-two", "Two signing secrets are active. End the older one first.");
    }
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    var secret = "whsec_" + Base64.getEncoder().encodeToString(bytes);
    var id = Ids.next();
    var sealed = sealer.seal(secret, SigningSecrets.associated(owner, id));
    var made = SigningSecrets.insert(tx, owner, id, sealed);
    return new Made(made.id(), made.createdAt(), secret);
  }

  /**
   * Ends a secret, which signs nothing from then on. The transaction has locked the owner.
   *
   * @throws Refusal 404 if there is no such secret, 409 if it is the only one
   */
  public void end(DSLContext tx, UUID owner, String id) {
    var key =
        Ids.read(id)
            .filter(one ->
                SigningSecrets.active(tx, owner).stream().anyMatch(it -> it.id().equals(one)))
            .orElseThrow(() -> Refusal.notFound("signing secret", id));
    if (SigningSecrets.active(tx, owner).size() == 1) {
      throw Refusal.conflict(
          "secret-last",
          "This is the only signing secret. Create another one, and end this one when the receiver"
              + " has the new one.");
    }
    SigningSecrets.end(tx, owner, key);
  }

  /** Seals the value of a secret header for its owner. */
  public byte[] sealHeader(UUID owner, String value) {
    return sealer.seal(value, SigningSecrets.ofHeader(owner));
  }
}
