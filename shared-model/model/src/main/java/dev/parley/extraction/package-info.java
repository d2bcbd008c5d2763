/** Requests and results of extraction, independent of how it is done. */
@NullMarked
package dev.parley.extraction;

import org.jspecify.annotations.NullMarked;
