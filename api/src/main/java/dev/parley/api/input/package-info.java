/** Readers of request parameters and bodies that collect everything that is wrong. */
@NullMarked
package dev.parley.api.input;

import org.jspecify.annotations.NullMarked;
