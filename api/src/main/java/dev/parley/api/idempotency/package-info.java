/** Requests that can be repeated safely: the same key and body get the same response. */
@NullMarked
package dev.parley.api.idempotency;

import org.jspecify.annotations.NullMarked;
