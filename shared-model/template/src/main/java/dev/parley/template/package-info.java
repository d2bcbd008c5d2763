/** The Liquid engine: parses, checks and renders templates, independent of conversations. */
@NullMarked
package dev.parley.template;

import org.jspecify.annotations.NullMarked;
