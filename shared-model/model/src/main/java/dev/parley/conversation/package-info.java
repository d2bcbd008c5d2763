/** Conversations, the changes that can be made to them and the events that follow. */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
