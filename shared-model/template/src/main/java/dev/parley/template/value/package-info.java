/** The values of templates: texts, numbers, lists and dates, with comparison and output. */
@NullMarked
package dev.parley.template.value;

import org.jspecify.annotations.NullMarked;
