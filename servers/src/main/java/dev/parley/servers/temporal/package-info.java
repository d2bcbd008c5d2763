/** Temporal, found or built and run on this machine. */
@NullMarked
package dev.parley.servers.temporal;

import org.jspecify.annotations.NullMarked;
