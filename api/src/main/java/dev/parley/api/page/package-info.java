/** Paginated lists. */
@NullMarked
package dev.parley.api.page;

import org.jspecify.annotations.NullMarked;
