/** The contract between those who start executions and those who run them. */
@NullMarked
package dev.parley.execution;

import org.jspecify.annotations.NullMarked;
