/** Steps of executions: the activities, and the ledger rows that they keep. */
@NullMarked
package dev.parley.worker.step;

import org.jspecify.annotations.NullMarked;
