package dev.parley.execution;

import java.util.List;
import java.util.Map;

/**
 * The input of a step's activity; what the node does is read from the ledger.
 *
 * @param at when Temporal reached the step, in milliseconds since 1970; waits are counted from here
 * @param closing the handles that end the run, each with the End nodes passed then
 */
public record StepTask(String execution, String node, long at, Map<String, List<String>> closing) {}
