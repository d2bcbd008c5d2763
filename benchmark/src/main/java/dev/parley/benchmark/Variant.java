package dev.parley.benchmark;

import dev.parley.execution.Contract;

/** The variants: the same five steps in four implementations, and an empty workflow. */
enum Variant {
  PARLEY("Parley", Contract.WORKFLOW_TYPE, Contract.CONVERSATION_QUEUE),
  ORDINARY("(a) hand-written, ordinary activities", "FiveOrdinary", HandWritten.QUEUE),
  LOCAL("(b) hand-written, local activities", "FiveLocal", HandWritten.QUEUE),
  EMPTY("(c) an empty Temporal workflow", "Empty", HandWritten.QUEUE),
  AT_ONCE("(d) hand-written, all in one local activity", "FiveAtOnce", HandWritten.QUEUE);

  final String title;
  final String type;
  final String queue;

  Variant(String title, String type, String queue) {
    this.title = title;
    this.type = type;
    this.queue = queue;
  }
}
