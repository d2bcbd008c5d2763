/** Conversation events as backends post them (CloudEvents 1.0). */
@NullMarked
package dev.parley.api.event;

import org.jspecify.annotations.NullMarked;
