/**
 * Runs all of Parley on one machine with one command: PostgreSQL, Temporal, api and worker, each in
 * its own process.
 */
@NullMarked
package dev.parley.local;

import org.jspecify.annotations.NullMarked;
