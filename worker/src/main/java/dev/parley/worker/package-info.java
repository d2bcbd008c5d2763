/** The Temporal worker: its settings, its connections and its wiring. */
@NullMarked
package dev.parley.worker;

import org.jspecify.annotations.NullMarked;
