/** Requests that may be sent again: the same key and body get the same answer. */
@NullMarked
package dev.parley.api.idempotency;

import org.jspecify.annotations.NullMarked;
