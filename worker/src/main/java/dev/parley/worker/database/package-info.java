/** The worker's connections to PostgreSQL. */
@NullMarked
package dev.parley.worker.database;

import org.jspecify.annotations.NullMarked;
