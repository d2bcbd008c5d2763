/** What is kept for a time only. */
@NullMarked
package dev.parley.api.retention;

import org.jspecify.annotations.NullMarked;
