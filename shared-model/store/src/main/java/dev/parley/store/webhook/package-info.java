/** Deliveries to addresses that users entered: signing secrets, subscriptions and attempts. */
@NullMarked
package dev.parley.store.webhook;

import org.jspecify.annotations.NullMarked;
