/** The Temporal worker: its settings, its connections and what wires its rooms together. */
@NullMarked
package dev.parley.worker;

import org.jspecify.annotations.NullMarked;
