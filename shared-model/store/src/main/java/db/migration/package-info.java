/** Migrations that plain SQL cannot express; Flyway finds them next to the scripts. */
@NullMarked
package db.migration;

import org.jspecify.annotations.NullMarked;
