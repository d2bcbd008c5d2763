/** The annotation processor that finds the kinds of nodes and refuses an incomplete one. */
@NullMarked
package dev.parley.kindindex;

import org.jspecify.annotations.NullMarked;
