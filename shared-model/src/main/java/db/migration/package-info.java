/** Migrations that SQL alone cannot do; Flyway finds them beside the scripts. */
@NullMarked
package db.migration;

import org.jspecify.annotations.NullMarked;
