/** Exact JSON parsing. */
@NullMarked
package dev.parley.api.json;

import org.jspecify.annotations.NullMarked;
