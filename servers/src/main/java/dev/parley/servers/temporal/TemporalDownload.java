package dev.parley.servers.temporal;

import com.google.common.hash.Hashing;
import dev.parley.servers.process.Archives;
import dev.parley.servers.process.Progress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.zip.GZIPInputStream;

/** Downloads the official archive and unpacks it after verifying its checksum. */
record TemporalDownload(TemporalRelease release, Progress progress) {
  // A machine without Internet access must soon try the next way.
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int MEGABYTE = 1 << 20;

  /** Returns true if the program is in the folder now. */
  boolean into(Path folder) {
    if (release.sha256().isBlank()) {
      return false;
    }
    for (var archive : release.archives()) {
      try {
        progress.say("Temporal: downloading from " + archive.getHost());
        var bytes = fetch(archive);
        var sum = sha256(bytes);
        if (sum.equals(release.sha256())) {
          Archives.untar(new GZIPInputStream(new ByteArrayInputStream(bytes)), folder);
          return true;
        }
        progress.say(
            "Temporal: the archive from %s is refused, its SHA-256 is %s (expected: %s)"
                .formatted(archive.getHost(), sum, release.sha256()));
      } catch (IOException e) {
        progress.say("Temporal: no download from %s (%s)".formatted(archive.getHost(), reason(e)));
      }
    }
    return false;
  }

  private byte[] fetch(URI archive) throws IOException {
    var request = HttpRequest.newBuilder(archive).timeout(Duration.ofSeconds(30)).build();
    try (var client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build()) {
      var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (var body = response.body()) {
        if (response.statusCode() != 200) {
          throw new IOException("status " + response.statusCode());
        }
        return read(body, response.headers().firstValueAsLong("Content-Length"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private byte[] read(java.io.InputStream body, OptionalLong length) throws IOException {
    var all = new ByteArrayOutputStream();
    var buffer = new byte[MEGABYTE];
    int said = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      all.write(buffer, 0, count);
      int megabytes = all.size() / MEGABYTE;
      if (megabytes >= said + 10) {
        said = megabytes;
        var of = length.isPresent() ? " of " + length.getAsLong() / MEGABYTE : "";
        progress.say("Temporal: %d%s MB".formatted(megabytes, of));
      }
    }
    return all.toByteArray();
  }

  private static String reason(IOException e) {
    var message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
