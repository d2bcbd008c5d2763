/** The Liquid engine: reads, checks and fills in templates. Knows nothing of conversations. */
@NullMarked
package dev.parley.template;

import org.jspecify.annotations.NullMarked;
