/** Secrets that graphs refer to by name and that cannot be read. */
@NullMarked
package dev.parley.api.secret;

import org.jspecify.annotations.NullMarked;
