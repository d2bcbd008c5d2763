/** The language model that AI extraction asks. */
@NullMarked
package dev.parley.api.model;

import org.jspecify.annotations.NullMarked;
