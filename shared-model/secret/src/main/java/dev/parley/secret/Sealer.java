package dev.parley.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Encrypts secrets for the database with AES-256-GCM. Each sealed value is bound to its row, so
 * that a value copied to another row cannot be opened. The keyset may hold older keys: values
 * sealed with them can still be opened; new values use the primary key.
 */
public final class Sealer {
  private final Aead aead;
  private final CausationTokens causation;
  private final KeyedHashes audit;

  private Sealer(KeysetHandle keys) throws GeneralSecurityException {
    aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
    var material = material(keys);
    causation = CausationTokens.of(material);
    audit = KeyedHashes.of(material, "parley audit");
  }

  /** Returns the key material, primary key first. */
  @AccessesPartialKey
  private static List<byte[]> material(KeysetHandle keys) throws GeneralSecurityException {
    var material = new ArrayList<byte[]>();
    for (int i = 0; i < keys.size(); i++) {
      var entry = keys.getAt(i);
      if (!(entry.getKey() instanceof AesGcmKey key)) {
        throw new GeneralSecurityException("a key is not AES-GCM (expected: all of them)");
      }
      material.add(
          entry.isPrimary() ? 0 : material.size(),
          key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
    }
    return material;
  }

  /** Returns tokens signed with the same keyset. */
  public CausationTokens causation() {
    return causation;
  }

  /** Returns keyed hashes for the audit log, with keys derived from the same keyset. */
  public KeyedHashes audit() {
    return audit;
  }

  /**
   * Reads the keyset, creating it with owner-only permissions if there is none yet. Safe for
   * several processes that start at once.
   *
   * @throws IllegalStateException naming the file if it does not contain a keyset
   */
  public static Sealer load(Path file) {
    try {
      AeadConfig.register();
      if (Files.notExists(file)) {
        make(file);
      }
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("secrets key " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("secrets key " + file + ": cannot be used", e);
    }
  }

  /**
   * Reads the keyset and never creates one.
   *
   * @throws IllegalStateException naming the file if it cannot be read or does not contain a keyset
   */
  public static Sealer read(Path file) {
    try {
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new IllegalStateException("secrets key " + file + ": cannot be read (" + e + ")", e);
    }
  }

  /**
   * Reads a keyset, as supplied by an operator's secret store.
   *
   * @param origin names it in errors
   * @throws IllegalStateException if it is not a keyset
   */
  public static Sealer of(String keyset, String origin) {
    try {
      AeadConfig.register();
      return new Sealer(
          TinkJsonProtoKeysetFormat.parseKeyset(
              keyset, RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "secrets key " + origin + ": not a keyset (expected: Tink's JSON form)", e);
    }
  }

  /**
   * Written to a temporary file and then linked into place, so that no process reads a partial key.
   */
  private static void make(Path file) throws IOException, GeneralSecurityException {
    var keys =
        KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get());
    var json =
        TinkJsonProtoKeysetFormat.serializeKeyset(
            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get());
    var folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var draft = Files.createTempFile(folder, ".secrets-key", ".json", ownerOnly);
    try {
      Files.writeString(draft, json);
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      // Another process was first; its key is used.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Seals a value for the row that {@code associated} names. */
  public byte[] seal(String plain, String associated) {
    try {
      return aead.encrypt(bytes(plain), bytes(associated));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * Opens a value sealed for that row.
   *
   * @throws IllegalStateException if it was sealed for another row or with an unknown key
   */
  public String open(byte[] sealed, String associated) {
    try {
      return new String(aead.decrypt(sealed, bytes(associated)), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          associated + ": cannot be opened with this installation's key", e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
