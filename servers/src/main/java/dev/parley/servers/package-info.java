/**
 * The two servers that Parley stands on, PostgreSQL and Temporal, found and started on this machine
 * for the local stack and for tests.
 */
@NullMarked
package dev.parley.servers;

import org.jspecify.annotations.NullMarked;
