/** Traces of events, runs and calls, in the form of OpenTelemetry and the W3C. */
@NullMarked
package dev.parley.trace;

import org.jspecify.annotations.NullMarked;
