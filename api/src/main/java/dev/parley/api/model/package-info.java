/** The language model that AI Extraction uses. */
@NullMarked
package dev.parley.api.model;

import org.jspecify.annotations.NullMarked;
