/** Executions on their way to Temporal: starting, cancelling and reconciling them. */
@NullMarked
package dev.parley.api.dispatch;

import org.jspecify.annotations.NullMarked;
