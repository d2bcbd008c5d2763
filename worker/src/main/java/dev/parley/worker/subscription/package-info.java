/** Events for other systems that subscribe to them. */
@NullMarked
package dev.parley.worker.subscription;

import org.jspecify.annotations.NullMarked;
