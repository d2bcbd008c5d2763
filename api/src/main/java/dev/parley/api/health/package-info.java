/** The health of this instance. */
@NullMarked
package dev.parley.api.health;

import org.jspecify.annotations.NullMarked;
