/** Texts as people read them: what counts as a character, and when two texts say the same. */
@NullMarked
package dev.parley.text;

import org.jspecify.annotations.NullMarked;
