/** Serves the dashboard's files. */
@NullMarked
package dev.parley.api.dashboard;

import org.jspecify.annotations.NullMarked;
