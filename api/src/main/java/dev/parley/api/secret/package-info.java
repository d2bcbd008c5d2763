/** Secrets that graphs name and nobody reads. */
@NullMarked
package dev.parley.api.secret;

import org.jspecify.annotations.NullMarked;
