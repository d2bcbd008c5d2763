/** The connection to Temporal, described once for api and worker. */
@NullMarked
package dev.parley.temporal;

import org.jspecify.annotations.NullMarked;
