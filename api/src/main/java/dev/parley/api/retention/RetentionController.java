package dev.parley.api.retention;

import dev.parley.api.Transactions;
import dev.parley.api.problem.Refusal;
import dev.parley.api.problem.Refusal.FieldError;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /settings/retention}: how long each kind of data is kept. */
@RestController
@RequestMapping("/api/v1/settings/retention")
@Requires(Scope.SETTINGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class RetentionController {
  private static final int LONGEST = 3_650;

  /** Long enough to notice and examine what an administrator did. */
  private static final int SHORTEST_AUDIT = 30;

  private final Transactions transactions;

  RetentionController(Transactions transactions) {
    this.transactions = transactions;
  }

  /** An update; absent values stay unchanged. */
  @Schema(name = "RetentionChange")
  record Change(
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer eventsDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer runsDays,
      @Schema(minimum = "0", maximum = "3650") @Nullable Integer conversationsDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer rejectedEventsDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer deliveriesDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer receiptsDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer storedResponsesDays,
      @Schema(minimum = "1", maximum = "3650") @Nullable Integer testsDays,
      @Schema(minimum = "30", maximum = "3650") @Nullable Integer auditDays) {

    private RetentionSettings on(RetentionSettings now) {
      var faults = new ArrayList<FieldError>();
      var changed =
          new RetentionSettings(
              checked(faults, "eventsDays", eventsDays, now.eventsDays(), 1),
              checked(faults, "runsDays", runsDays, now.runsDays(), 1),
              checked(faults, "conversationsDays", conversationsDays, now.conversationsDays(), 0),
              checked(
                  faults, "rejectedEventsDays", rejectedEventsDays, now.rejectedEventsDays(), 1),
              checked(faults, "deliveriesDays", deliveriesDays, now.deliveriesDays(), 1),
              checked(faults, "receiptsDays", receiptsDays, now.receiptsDays(), 1),
              checked(
                  faults, "storedResponsesDays", storedResponsesDays, now.storedResponsesDays(), 1),
              checked(faults, "testsDays", testsDays, now.testsDays(), 1),
              checked(faults, "auditDays", auditDays, now.auditDays(), SHORTEST_AUDIT));
      if (!faults.isEmpty()) {
        throw Refusal.unsound(
            "out-of-range", "A period must be a number of days within its limits.", faults);
      }
      return changed;
    }

    private static int checked(
        List<FieldError> faults, String name, @Nullable Integer days, int now, int shortest) {
      if (days != null && (days < shortest || days > LONGEST)) {
        faults.add(
            FieldError.at(
                "/" + name, "out-of-range", "Enter " + shortest + " to " + LONGEST + " days."));
      }
      return days == null ? now : days;
    }
  }

  @Operation(operationId = "getRetention", summary = "Get how long data is kept")
  @GetMapping
  RetentionSettings find() {
    return transactions.readOnce(RetentionSettingStore::find);
  }

  /** Updates the given values; they apply within six hours. */
  @Operation(operationId = "changeRetention", summary = "Change how long data is kept")
  @PatchMapping
  RetentionSettings change(@RequestBody Change change) {
    return transactions.write(tx -> {
      var changed = change.on(RetentionSettingStore.find(tx));
      RetentionSettingStore.put(tx, changed);
      return changed;
    });
  }
}
