/** The filters that a value in a template goes through. */
@NullMarked
package dev.parley.template.filter;

import org.jspecify.annotations.NullMarked;
