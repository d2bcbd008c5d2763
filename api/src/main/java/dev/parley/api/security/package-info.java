/** Who may ask: API keys, sessions, and where requests may come from. */
@NullMarked
package dev.parley.api.security;

import org.jspecify.annotations.NullMarked;
