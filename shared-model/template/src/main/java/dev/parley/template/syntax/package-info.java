/** Reads templates into trees, and finds what is wrong with how they are written. */
@NullMarked
package dev.parley.template.syntax;

import org.jspecify.annotations.NullMarked;
