/** The OpenAPI document, generated from the controllers and their records. */
@NullMarked
package dev.parley.api.contract;

import org.jspecify.annotations.NullMarked;
