package dev.parley.execution;

import dev.parley.graph.Plan;

/**
 * The input of a Temporal workflow. It holds everything that workflow code needs, so that nothing
 * read later can change. Its JSON form is part of every history: components are only ever added.
 *
 * @param execution the execution's id
 * @param workflow the workflow's name when it started
 * @param link address of the run on the Runs page; empty if unknown
 * @param ordinarySteps runs every step as a regular activity
 * @param interpreter the version of the history layout; 0 for runs started before versions were
 *     recorded
 * @param givesUpSoon fails an unanswered call after three quick attempts, as test runs do
 */
public record Start(
    String execution,
    String workflow,
    String link,
    Plan plan,
    boolean ordinarySteps,
    int interpreter,
    boolean givesUpSoon) {}
