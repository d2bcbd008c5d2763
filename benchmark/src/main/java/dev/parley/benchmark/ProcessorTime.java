package dev.parley.benchmark;

import dev.parley.local.Part;

/** Processor time used, total in seconds or per event in milliseconds. */
record ProcessorTime(double sender, double api, double database) {
  static ProcessorTime by(Deployment at) {
    var sender = at.processorSeconds();
    return new ProcessorTime(
        sender,
        at.processorSeconds(Part.API) - sender,
        at.processorSeconds(Part.DATABASE) - sender);
  }

  ProcessorTime since(ProcessorTime before) {
    return new ProcessorTime(sender - before.sender, api - before.api, database - before.database);
  }

  ProcessorTime each(double events) {
    return new ProcessorTime(
        sender * 1_000 / events, api * 1_000 / events, database * 1_000 / events);
  }

  double all() {
    return sender + api + database;
  }
}
