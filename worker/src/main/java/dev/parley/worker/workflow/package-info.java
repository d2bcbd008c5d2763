/** Temporal workflows: code that is replayed, so it asks Temporal alone. */
@NullMarked
package dev.parley.worker.workflow;

import org.jspecify.annotations.NullMarked;
