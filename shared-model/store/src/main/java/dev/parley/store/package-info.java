/**
 * The SQL that both services need. Every method runs in the caller's transaction; locks are taken
 * in the order conversation, execution, step.
 */
@NullMarked
package dev.parley.store;

import org.jspecify.annotations.NullMarked;
