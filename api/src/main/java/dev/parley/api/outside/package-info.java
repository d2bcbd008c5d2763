/** Outside addresses, and checks of them by the worker: the api itself makes no outside calls. */
@NullMarked
package dev.parley.api.outside;

import org.jspecify.annotations.NullMarked;
