/** Parses templates into trees and finds syntax errors. */
@NullMarked
package dev.parley.template.syntax;

import org.jspecify.annotations.NullMarked;
