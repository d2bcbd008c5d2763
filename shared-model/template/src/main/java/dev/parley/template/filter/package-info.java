/** The filters of template values. */
@NullMarked
package dev.parley.template.filter;

import org.jspecify.annotations.NullMarked;
