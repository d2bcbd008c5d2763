package dev.parley.execution;

import java.util.List;
import java.util.Map;

/**
 * The input of a step's activity; what the node does is read from the ledger.
 *
 * @param closing the handles that end the run, each with the End nodes passed then
 */
public record StepTask(String execution, String node, Map<String, List<String>> closing) {}
