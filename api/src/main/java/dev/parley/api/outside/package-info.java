/** Addresses outside, and checks of them by the worker: the api itself reaches nobody. */
@NullMarked
package dev.parley.api.outside;

import org.jspecify.annotations.NullMarked;
