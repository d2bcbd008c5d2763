/** Reading runs (lists, logs, statistics and live views) and retrying them. */
@NullMarked
package dev.parley.api.run;

import org.jspecify.annotations.NullMarked;
