/**
 * The generated sources of the dashboard: the kinds of nodes and the types of events as TypeScript,
 * and graphs as JSON Schema.
 */
@NullMarked
package dev.parley.dashboard;

import org.jspecify.annotations.NullMarked;
