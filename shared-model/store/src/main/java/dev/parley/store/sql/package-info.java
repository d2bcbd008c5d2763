/** Statements and transactions on PostgreSQL, values kept as JSON, and what failures mean. */
@NullMarked
package dev.parley.store.sql;

import org.jspecify.annotations.NullMarked;
