/** Runs: starting them on Temporal, following them, and displaying them. */
@NullMarked
package dev.parley.api.execution;

import org.jspecify.annotations.NullMarked;
