/** Texts as people read them: characters, case and equality. */
@NullMarked
package dev.parley.text;

import org.jspecify.annotations.NullMarked;
