/** Error responses (RFC 9457). */
@NullMarked
package dev.parley.api.problem;

import org.jspecify.annotations.NullMarked;
