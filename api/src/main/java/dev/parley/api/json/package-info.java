/** JSON as it was sent. */
@NullMarked
package dev.parley.api.json;

import org.jspecify.annotations.NullMarked;
