package dev.parley.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.conversation.Loops;
import dev.parley.conversation.Loops.Cause;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The chain of executions that caused a call, as an opaque signed token that other systems return
 * to us. It is signed with keys derived from the installation's keyset, so that api and worker need
 * no other shared secret; tokens signed with an older key of the keyset remain valid.
 */
public final class CausationTokens {
  /** The header that carries a token, on outgoing calls and on requests to the API. */
  public static final String HEADER = "Parley-Causation";

  /** The CloudEvents extension that carries a token. */
  public static final String EXTENSION = "parleycausation";

  private static final byte VERSION = 1;
  private static final int CAUSE_BYTES = 32;
  private static final int MAC_BYTES = 16;
  private static final int LONGEST =
      (1 + Loops.LONGEST_CHAIN * CAUSE_BYTES + MAC_BYTES) * 4 / 3 + 4;
  private static final byte[] PURPOSE = "parley causation".getBytes(US_ASCII);

  private final List<SecretKey> keys;

  private CausationTokens(List<SecretKey> keys) {
    this.keys = keys;
  }

  /** Creates the tokens for an installation with that keyset. */
  static CausationTokens of(List<byte[]> keyset) throws GeneralSecurityException {
    var derive = KDF.getInstance("HKDF-SHA256");
    var keys = new ArrayList<SecretKey>();
    for (var bytes : keyset) {
      keys.add(
          derive.deriveKey(
              "HmacSHA256",
              HKDFParameterSpec.ofExtract().addIKM(bytes).thenExpand(PURPOSE, MAC_BYTES * 2)));
    }
    return new CausationTokens(keys);
  }

  /**
   * Signs a chain.
   *
   * @param chain of ids created by this installation
   */
  public String sign(List<Cause> chain) {
    var body = ByteBuffer.allocate(1 + chain.size() * CAUSE_BYTES + MAC_BYTES);
    body.put(VERSION);
    for (var cause : chain) {
      put(body, UUID.fromString(cause.executionId()));
      put(body, UUID.fromString(cause.workflowId()));
    }
    body.put(mac(keys.getFirst(), body.array(), body.position()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(body.array());
  }

  /** Returns the chain if this installation signed it; empty for anything else. */
  public Optional<List<Cause>> read(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var all = Base64.getUrlDecoder().decode(token);
      return isOurs(all) ? Optional.of(chain(all)) : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private boolean isOurs(byte[] all) {
    int length = all.length - MAC_BYTES;
    if (length < 1 || all[0] != VERSION || (length - 1) % CAUSE_BYTES != 0) {
      return false;
    }
    var given = Arrays.copyOfRange(all, length, all.length);
    return keys.stream().anyMatch(key -> MessageDigest.isEqual(mac(key, all, length), given));
  }

  private static List<Cause> chain(byte[] all) {
    var body = ByteBuffer.wrap(all, 1, all.length - 1 - MAC_BYTES);
    var chain = new ArrayList<Cause>();
    while (body.hasRemaining()) {
      chain.add(new Cause(uuid(body).toString(), uuid(body).toString()));
    }
    return chain;
  }

  private static void put(ByteBuffer body, UUID id) {
    body.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer body) {
    return new UUID(body.getLong(), body.getLong());
  }

  private static byte[] mac(SecretKey key, byte[] all, int length) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(all, 0, length);
      return Arrays.copyOf(mac.doFinal(), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing", e);
    }
  }
}
