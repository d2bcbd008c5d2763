/** The HTTP service. */
@NullMarked
package dev.parley.api;

import org.jspecify.annotations.NullMarked;
