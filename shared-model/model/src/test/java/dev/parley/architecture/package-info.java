/** The architecture rules of the product; each module's own test applies them to it. */
@NullMarked
package dev.parley.architecture;

import org.jspecify.annotations.NullMarked;
