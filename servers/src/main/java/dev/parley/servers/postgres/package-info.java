/** PostgreSQL, unpacked and run on this machine. */
@NullMarked
package dev.parley.servers.postgres;

import org.jspecify.annotations.NullMarked;
