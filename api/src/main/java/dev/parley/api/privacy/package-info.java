/** Personal data of contacts: its export and its erasure. */
@NullMarked
package dev.parley.api.privacy;

import org.jspecify.annotations.NullMarked;
