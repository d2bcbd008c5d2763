package dev.parley.execution;

import java.util.List;
import java.util.Map;

/**
 * The input of a step's activity; the node's settings are read from the ledger.
 *
 * @param at when Temporal reached the step, in milliseconds since 1970; waits are measured from
 *     here
 * @param closing the handles that end the run, each with the End nodes passed in that case
 */
public record StepTask(String execution, String node, long at, Map<String, List<String>> closing) {}
