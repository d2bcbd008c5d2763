package dev.parley.worker;

import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.extraction.Findings;
import dev.parley.extraction.Tuning;
import dev.parley.extraction.Wanted;
import dev.parley.node.Call;
import dev.parley.node.Reply;
import dev.parley.store.Execution;
import dev.parley.store.Extractions;
import dev.parley.store.Ledger;
import dev.parley.worker.extraction.BuiltInExtraction;
import java.time.DateTimeException;
import java.util.List;

/** AI Extraction: reads what was said and what may be found, and has it found. */
final class Extraction {
  private final Database database;
  private final BuiltInExtraction builtIn;

  Extraction(Database database, BuiltInExtraction builtIn) {
    this.database = database;
    this.builtIn = builtIn;
  }

  private record Material(List<String> said, Wanted wanted, Tuning tuning) {}

  Peers.Answer answer(Call.Extraction call, Execution execution) {
    var material =
        database.write(tx ->
            new Material(
                Extractions.said(tx, execution),
                Extractions.wanted(tx, call.labels(), call.fields(), call.sentiment()),
                Extractions.tuning(tx)));
    var found = find(material, execution);
    return new Peers.Answer(
        new Reply(found.reply()), "read by the " + found.method() + " extraction");
  }

  private Findings find(Material material, Execution execution) {
    try {
      return builtIn.find(
          material.said(),
          material.wanted(),
          material.tuning(),
          Ledger.createdAt(execution.id()).toInstant());
    } catch (DateTimeException e) {
      throw new StepFailure(
          FailureType.NOT_CONFIGURED,
          "the time zone of the extraction settings is unknown",
          "The time zone in Settings, Models is unknown. Choose another.");
    }
  }
}
