/** Runs that people start: tests in a sandbox with sample data, previews and manual runs. */
@NullMarked
package dev.parley.api.trial;

import org.jspecify.annotations.NullMarked;
