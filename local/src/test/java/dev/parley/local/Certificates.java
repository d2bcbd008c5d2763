package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authority for one test, and the certificates that it issues, as PEM files. */
final class Certificates {
  private static final String PASSWORD = "for-one-test";

  private final Path folder;
  private final Path store;

  Certificates(Path folder) {
    this.folder = folder;
    this.store = folder.resolve("store.p12");
    keytool("authority", "-ext", "bc:critical=ca:true");
    write(
        "authority.pem",
        "CERTIFICATE",
        encoded(() -> keys().getCertificate("authority").getEncoded()));
  }

  /** Returns the certificate of the authority. */
  Path authority() {
    return folder.resolve("authority.pem");
  }

  /** Returns the certificate, whose key {@link #key} returns. */
  Path issue(String name, String... extensions) {
    var options = new ArrayList<>(List.of("-signer", "authority"));
    options.addAll(Arrays.asList(extensions));
    keytool(name, options.toArray(String[]::new));
    write(
        name + ".key",
        "PRIVATE KEY",
        encoded(() -> keys().getKey(name, PASSWORD.toCharArray()).getEncoded()));
    return write(
        name + ".pem", "CERTIFICATE", encoded(() -> keys().getCertificate(name).getEncoded()));
  }

  /** Returns the key of a certificate. */
  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  private interface Encoding {
    byte[] bytes() throws GeneralSecurityException, IOException;
  }

  private static byte[] encoded(Encoding encoding) {
    try {
      return encoding.bytes();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private KeyStore keys() throws GeneralSecurityException, IOException {
    return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
  }

  private Path write(String name, String type, byte[] content) {
    var text =
        "-----BEGIN %s-----%n%s%n-----END %s-----%n"
            .formatted(type, Base64.getMimeEncoder().encodeToString(content), type);
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void keytool(String name, String... more) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
    command.addAll(Arrays.asList(more));
    try {
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
