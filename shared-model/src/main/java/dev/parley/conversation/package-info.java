/** What a conversation is, what can change it and what happens when it does. */
@NullMarked
package dev.parley.conversation;

import org.jspecify.annotations.NullMarked;
