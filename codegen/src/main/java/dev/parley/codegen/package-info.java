/** Generates the jOOQ classes of the database from its migrations. Runs in the build only. */
@NullMarked
package dev.parley.codegen;

import org.jspecify.annotations.NullMarked;
