/** The drawn program: reading it, checking it, and walking it. */
@NullMarked
package dev.parley.graph;

import org.jspecify.annotations.NullMarked;
