/** The conversation store over HTTP. */
@NullMarked
package dev.parley.api.conversation;

import org.jspecify.annotations.NullMarked;
