/** What the api answers when it cannot do what was asked (RFC 9457). */
@NullMarked
package dev.parley.api.problem;

import org.jspecify.annotations.NullMarked;
