/** Graphs: reading, checking and following them. */
@NullMarked
package dev.parley.graph;

import org.jspecify.annotations.NullMarked;
