/** Small valid and invalid workflows that demonstrate the determinism rule. */
@NullMarked
package dev.parley.architecture.sample;

import org.jspecify.annotations.NullMarked;
