/** The connection to Temporal. */
@NullMarked
package dev.parley.api.temporal;

import org.jspecify.annotations.NullMarked;
