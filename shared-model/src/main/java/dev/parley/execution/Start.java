package dev.parley.execution;

import dev.parley.graph.Plan;

/**
 * The input of a Temporal workflow. Nothing that can change later is read by workflow code, so all
 * it needs is here. Its JSON form is part of every history: components are only ever added.
 *
 * @param execution the execution's id
 * @param workflow the workflow's name when it started
 * @param link where our Runs page shows it; empty when not known
 * @param ordinarySteps carries out every step as an ordinary activity
 * @param interpreter the shape that its history has; 0 in those begun before this was written down
 * @param givesUpSoon fails a call that is not answered after three quick attempts, as tests do
 */
public record Start(
    String execution,
    String workflow,
    String link,
    Plan plan,
    boolean ordinarySteps,
    int interpreter,
    boolean givesUpSoon) {}
