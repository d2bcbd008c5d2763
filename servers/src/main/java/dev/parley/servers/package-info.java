/**
 * The two servers that Parley depends on, PostgreSQL and Temporal, located and started on this
 * machine for the local stack and for tests.
 */
@NullMarked
package dev.parley.servers;

import org.jspecify.annotations.NullMarked;
