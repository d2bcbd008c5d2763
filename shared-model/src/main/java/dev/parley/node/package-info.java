/** The language of a graph: node kinds, and the templates and conditions their fields hold. */
@NullMarked
package dev.parley.node;

import org.jspecify.annotations.NullMarked;
