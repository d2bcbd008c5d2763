/** Deliveries to addresses of users: how they are signed, and each attempt. */
@NullMarked
package dev.parley.api.webhook;

import org.jspecify.annotations.NullMarked;
