package dev.parley.api.dashboard;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * Responds to every address of the dashboard with its single page; routing happens in the browser.
 */
@Controller
class DashboardController {
  private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

  private final Optional<IndexPage> page = IndexPage.load();
  private final SecureRandom random = new SecureRandom();

  @GetMapping({
    "/",
    "/{page:(?!(?:api|actuator|assets|fixed)$).*}",
    "/{page:(?!(?:api|actuator|assets|fixed)$).*}/**"
  })
  ResponseEntity<String> page() {
    if (page.isEmpty()) {
      return ResponseEntity.status(404)
          .contentType(MediaType.TEXT_PLAIN)
          .body("This build of Parley has no dashboard. The API is at /api/v1.");
    }
    var bytes = new byte[16];
    random.nextBytes(bytes);
    var nonce = Base64.getEncoder().encodeToString(bytes);
    return ResponseEntity.ok()
        .contentType(HTML)
        .cacheControl(CacheControl.noStore())
        .header("Content-Security-Policy", IndexPage.policy(nonce))
        .header("Cross-Origin-Opener-Policy", "same-origin")
        .header("X-Frame-Options", "DENY")
        .body(page.get().with(nonce));
  }
}
