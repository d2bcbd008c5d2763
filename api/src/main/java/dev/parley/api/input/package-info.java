/** Readers of request parameters and bodies that collect all errors. */
@NullMarked
package dev.parley.api.input;

import org.jspecify.annotations.NullMarked;
