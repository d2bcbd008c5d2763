/** API keys of services. */
@NullMarked
package dev.parley.api.key;

import org.jspecify.annotations.NullMarked;
