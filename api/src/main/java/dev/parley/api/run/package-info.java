/** Runs as they are read: lists, logs, statistics and live views; and their retries. */
@NullMarked
package dev.parley.api.run;

import org.jspecify.annotations.NullMarked;
