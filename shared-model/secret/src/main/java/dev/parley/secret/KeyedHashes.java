package dev.parley.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * HMAC-SHA-256 with keys derived from the installation's keyset, which is not in the database. New
 * hashes use the primary key; those of an older key are still recognized.
 */
public final class KeyedHashes {
  private static final int KEY_BYTES = 32;

  private final List<SecretKey> keys;

  private KeyedHashes(List<SecretKey> keys) {
    this.keys = keys;
  }

  /** Derives the keys of a purpose. */
  static KeyedHashes of(List<byte[]> keyset, String purpose) {
    try {
      var derive = KDF.getInstance("HKDF-SHA256");
      var keys = new ArrayList<SecretKey>();
      for (var bytes : keyset) {
        keys.add(
            derive.deriveKey(
                "HmacSHA256",
                HKDFParameterSpec.ofExtract()
                    .addIKM(bytes)
                    .thenExpand(purpose.getBytes(US_ASCII), KEY_BYTES)));
      }
      return new KeyedHashes(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HKDF-SHA-256 is missing", e);
    }
  }

  /** Returns the hash of a text, in hexadecimal. */
  public String hash(String text) {
    return hash(keys.getFirst(), text);
  }

  /** Returns the hash of a text with each key, primary key first. */
  public List<String> all(String text) {
    return keys.stream().map(key -> hash(key, text)).toList();
  }

  /** Returns true if this is the hash of the text with one of the keys. */
  public boolean isHash(String hash, String text) {
    return keys.stream()
        .anyMatch(key ->
            MessageDigest.isEqual(hash(key, text).getBytes(US_ASCII), hash.getBytes(US_ASCII)));
  }

  private static String hash(SecretKey key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing", e);
    }
  }
}
