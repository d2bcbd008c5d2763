/** What to read out of messages, and what was found: the same for every way of finding it. */
@NullMarked
package dev.parley.extraction;

import org.jspecify.annotations.NullMarked;
