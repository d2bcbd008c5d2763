package dev.parley.api.person;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.google.common.io.BaseEncoding;
import dev.parley.secret.Sealer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Time-based one-time passwords (RFC 6238): six digits that change every thirty seconds. A code of
 * the step before or after is accepted, since clocks differ, and each code only once.
 */
@Component
class SecondFactor {
  private static final int SECRET_BYTES = 20;

  private final TimeBasedOneTimePasswordGenerator generator =
      new TimeBasedOneTimePasswordGenerator();
  private final SecureRandom random = new SecureRandom();
  private final Sealer sealer;
  private final PersonStore people;

  SecondFactor(Sealer sealer, PersonStore people) {
    this.sealer = sealer;
    this.people = people;
  }

  /** Returns a new secret in Base32, as authenticator apps expect it. */
  String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return BaseEncoding.base32().encode(bytes);
  }

  /** Returns the address that authenticator apps read from a QR code. */
  static String uri(String secret, String account) {
    return "otpauth://totp/Parley:"
        + URLEncoder.encode(account, StandardCharsets.UTF_8).replace("+", "%20")
        + "?secret="
        + secret
        + "&issuer=Parley";
  }

  byte[] seal(UUID person, String secret) {
    return sealer.seal(secret, context(person));
  }

  /** Returns true if a code is right and was not used before. */
  boolean accepts(UUID person, byte[] sealed, String code) {
    return accepts(person, sealer.open(sealed, context(person)), code);
  }

  /** Returns true if a code of a secret that is not yet stored is right. */
  boolean accepts(UUID person, String secret, String code) {
    var key = new SecretKeySpec(BaseEncoding.base32().decode(secret), generator.getAlgorithm());
    var step = generator.getTimeStep();
    var now = Instant.now();
    for (var at : new Instant[] {now.minus(step), now, now.plus(step)}) {
      if (MessageDigest.isEqual(
          code(key, at).getBytes(StandardCharsets.UTF_8),
          code.strip().getBytes(StandardCharsets.UTF_8))) {
        return people.useCode(person, at.getEpochSecond() / step.toSeconds());
      }
    }
    return false;
  }

  private String code(SecretKeySpec key, Instant at) {
    try {
      return generator.generateOneTimePasswordString(key, at);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("totp: the key cannot be used", e);
    }
  }

  private static String context(UUID person) {
    return "totp:" + person;
  }
}
