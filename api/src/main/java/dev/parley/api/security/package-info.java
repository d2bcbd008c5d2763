/** Authentication: API keys, sessions, and allowed origins. */
@NullMarked
package dev.parley.api.security;

import org.jspecify.annotations.NullMarked;
