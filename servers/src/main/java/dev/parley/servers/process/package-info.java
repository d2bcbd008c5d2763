/**
 * Programs that run beside this one: started, watched, stopped, and what they need on this machine.
 */
@NullMarked
package dev.parley.servers.process;

import org.jspecify.annotations.NullMarked;
