/** Data with limited retention. */
@NullMarked
package dev.parley.api.retention;

import org.jspecify.annotations.NullMarked;
