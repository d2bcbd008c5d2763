/** Processes that this program starts, watches and stops, and what they need on this machine. */
@NullMarked
package dev.parley.servers.process;

import org.jspecify.annotations.NullMarked;
