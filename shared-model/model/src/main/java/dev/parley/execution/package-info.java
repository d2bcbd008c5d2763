/** The contract between the services that start executions and those that run them. */
@NullMarked
package dev.parley.execution;

import org.jspecify.annotations.NullMarked;
