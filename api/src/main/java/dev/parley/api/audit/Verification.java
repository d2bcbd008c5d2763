package dev.parley.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Transactions;
import dev.parley.api.audit.AuditStore.Place;
import dev.parley.api.audit.AuditStore.Sealed;
import dev.parley.secret.KeyedHashes;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Follows the chain from its first entry to its last one. */
final class Verification {
  private static final int PAGE = 1_000;

  private final Transactions transactions;
  private final KeyedHashes seals;

  Verification(Transactions transactions, KeyedHashes seals) {
    this.transactions = transactions;
    this.seals = seals;
  }

  /**
   * The result.
   *
   * @param entries the number of entries that were read
   * @param last the number of the last entry, 0 if there is none
   * @param hash the hash of the last entry; note it elsewhere, to prove later that it was there
   * @param fault the first entry at fault; null if the chain is complete and unchanged
   */
  @Schema(name = "AuditVerification")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Result(long entries, long last, String hash, @Nullable Broken fault) {}

  /**
   * An entry at fault.
   *
   * @param sequence its number, or the number that is missing
   */
  @Schema(name = "AuditFault")
  record Broken(long sequence, String code, String detail) {}

  /** Returns the result, as of now. */
  Result run() {
    var began = transactions.readOnce(AuditStore::anchor);
    var result = run(began.orElse(new Place(0, AuditEntry.NONE)));
    // Retention may have moved the beginning in the meantime.
    var now = transactions.readOnce(AuditStore::anchor);
    return result.fault() == null || now.equals(began) ? result : run();
  }

  private Result run(Place start) {
    var end = transactions.readOnce(AuditStore::head);
    var last = start;
    long entries = 0;
    var proven = start.sequence() == 0;
    while (last.sequence() < end.sequence()) {
      var after = last.sequence();
      var page = transactions.readOnce(tx -> AuditStore.following(tx, after, PAGE));
      for (var one : page) {
        var fault = fault(last, one);
        if (fault != null) {
          return new Result(entries, last.sequence(), last.hash(), fault);
        }
        proven |= AuditRetention.isAbout(one.entry(), start);
        last = new Place(one.entry().sequence(), one.entry().hash());
        entries++;
        if (last.sequence() == end.sequence()) {
          break;
        }
      }
      if (page.isEmpty()) {
        return new Result(
            entries,
            last.sequence(),
            last.hash(),
            new Broken(
                after + 1,
                "missing",
                "The entries from here to " + end.sequence() + " were removed."));
      }
    }
    return new Result(entries, last.sequence(), last.hash(), atTheEnd(start, last, end, proven));
  }

  private static @Nullable Broken atTheEnd(Place start, Place last, Place end, boolean proven) {
    if (!last.hash().equals(end.hash())) {
      return new Broken(
          end.sequence(), "end", "This is not the entry that was last added to the chain.");
    }
    return proven
        ? null
        : new Broken(
            start.sequence(),
            "beginning",
            "The entries up to here were removed, but no entry says that retention did it.");
  }

  private @Nullable Broken fault(Place last, Sealed next) {
    var entry = next.entry();
    if (entry.sequence() != last.sequence() + 1) {
      return new Broken(last.sequence() + 1, "missing", "This entry was removed.");
    }
    if (!entry.previous().equals(last.hash())) {
      return new Broken(
          entry.sequence(), "order", "This entry does not continue from the one before it.");
    }
    if (!entry.computed().equals(entry.hash())) {
      return new Broken(entry.sequence(), "changed", "This entry was changed.");
    }
    return seals.isHash(next.seal(), entry.hash())
        ? null
        : new Broken(entry.sequence(), "seal", "This entry was not written by this installation.");
  }
}
