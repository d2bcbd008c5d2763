/**
 * The whole of Parley on one machine with one command: PostgreSQL, Temporal, api and worker, each a
 * process of its own.
 */
@NullMarked
package dev.parley.local;

import org.jspecify.annotations.NullMarked;
