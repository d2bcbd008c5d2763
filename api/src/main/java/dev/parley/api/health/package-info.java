/** Whether this instance can do its work. */
@NullMarked
package dev.parley.api.health;

import org.jspecify.annotations.NullMarked;
