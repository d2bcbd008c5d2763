/** Secrets at rest, and hiding them again. */
@NullMarked
package dev.parley.secret;

import org.jspecify.annotations.NullMarked;
