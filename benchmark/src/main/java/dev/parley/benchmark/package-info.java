/** Side-by-side measurements, run on demand and never as part of the build. */
@NullMarked
package dev.parley.benchmark;

import org.jspecify.annotations.NullMarked;
