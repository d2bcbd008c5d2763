/** Conversation events posted by other systems (CloudEvents 1.0). */
@NullMarked
package dev.parley.api.event;

import org.jspecify.annotations.NullMarked;
