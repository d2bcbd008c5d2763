/** Server-sent events: notifications of changes, and the streams that follow them. */
@NullMarked
package dev.parley.api.live;

import org.jspecify.annotations.NullMarked;
