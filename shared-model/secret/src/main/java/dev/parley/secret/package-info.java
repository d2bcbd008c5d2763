/** Encryption and masking of secrets. */
@NullMarked
package dev.parley.secret;

import org.jspecify.annotations.NullMarked;
