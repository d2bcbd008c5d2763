package dev.parley.api.conversation;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.store.Messages;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /settings}: workspace-wide settings. */
@RestController
@RequestMapping("/api/v1/settings")
@Requires(Scope.SETTINGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class SettingsController {
  private static final long SHORTEST = 60;
  private static final long LONGEST = Duration.ofDays(365).toSeconds();

  private final Transactions transactions;

  SettingsController(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The settings.
   *
   * @param sessionSilenceSeconds period of silence that ends a conversation's session
   */
  record Settings(long sessionSilenceSeconds) {}

  /** An update; absent values stay unchanged. */
  record SettingsChange(
      @Schema(minimum = "60", maximum = "31536000") @Nullable Long sessionSilenceSeconds) {}

  @GetMapping
  Settings find() {
    return new Settings(transactions.read(Messages::silence).toSeconds());
  }

  /** Updates the given values. */
  @PatchMapping
  Settings change(@RequestBody SettingsChange settings) {
    var silence = settings.sessionSilenceSeconds();
    if (silence != null && (silence < SHORTEST || silence > LONGEST)) {
      throw Refusal.unsound(
          "/sessionSilenceSeconds", "out-of-range", "This must be between a minute and a year.");
    }
    if (silence != null) {
      transactions.write(tx -> {
        Messages.setSilence(tx, Duration.ofSeconds(silence));
        return silence;
      });
    }
    return find();
  }
}
