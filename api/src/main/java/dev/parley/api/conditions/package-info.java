/** Conditional requests (RFC 9110 section 13). */
@NullMarked
package dev.parley.api.conditions;

import org.jspecify.annotations.NullMarked;
