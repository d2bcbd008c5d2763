/** Calls that leave the system: guarded HTTP, extraction, skills and the delivery of messages. */
@NullMarked
package dev.parley.worker.outbound;

import org.jspecify.annotations.NullMarked;
