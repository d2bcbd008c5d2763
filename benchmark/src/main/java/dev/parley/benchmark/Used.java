package dev.parley.benchmark;

import dev.parley.local.Part;

/** Processor time used, total in seconds or per event in milliseconds. */
record Used(double sender, double api, double database) {
  static Used by(Deployment at) {
    var sender = at.processorSeconds();
    return new Used(
        sender,
        at.processorSeconds(Part.API) - sender,
        at.processorSeconds(Part.DATABASE) - sender);
  }

  Used since(Used before) {
    return new Used(sender - before.sender, api - before.api, database - before.database);
  }

  Used each(double events) {
    return new Used(sender * 1_000 / events, api * 1_000 / events, database * 1_000 / events);
  }

  double all() {
    return sender + api + database;
  }
}
