package dev.parley.worker.outbound;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.store.Ids;
import dev.parley.store.webhook.AddressChecks;
import dev.parley.worker.database.Database;

/** Checks addresses that users enter before anything is sent to them. */
public final class GuardedAddresses {
  private final Database database;
  private final GuardedHttp http;

  /** Checks addresses by the guard of this client. */
  public GuardedAddresses(Database database, GuardedHttp http) {
    this.database = database;
    this.http = http;
  }

  /** Checks an entered address and stores the answer. */
  public void check(String id) {
    var key = Ids.read(id).orElseThrow(GuardedAddresses::gone);
    var url = database.write(tx -> AddressChecks.url(tx, key)).orElseThrow(GuardedAddresses::gone);
    var problem = http.problem(url).orElse(null);
    database.write(tx -> {
      AddressChecks.answer(tx, key, problem);
      return key;
    });
  }

  private static StepFailure gone() {
    return new StepFailure(FailureType.STEP_REFUSED, "the address is no longer to be checked");
  }
}
