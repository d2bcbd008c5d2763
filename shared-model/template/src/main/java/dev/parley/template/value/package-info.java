/** The values of templates: texts, numbers, lists and moments, compared and written. */
@NullMarked
package dev.parley.template.value;

import org.jspecify.annotations.NullMarked;
