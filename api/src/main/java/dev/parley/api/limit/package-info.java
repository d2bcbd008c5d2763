/** Limits on how much a caller, an address and the backlog of runs can ask of Parley. */
@NullMarked
package dev.parley.api.limit;

import org.jspecify.annotations.NullMarked;
