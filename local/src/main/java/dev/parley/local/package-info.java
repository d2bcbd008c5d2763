/** The whole stack on one machine. */
@NullMarked
package dev.parley.local;

import org.jspecify.annotations.NullMarked;
