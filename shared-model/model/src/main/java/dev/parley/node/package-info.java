/** The language of a graph: node kinds, and the templates and conditions in their fields. */
@NullMarked
package dev.parley.node;

import org.jspecify.annotations.NullMarked;
