/** The catalogues that workflows refer to: labels, users, personas, fields, secrets. */
@NullMarked
package dev.parley.api.catalogue;

import org.jspecify.annotations.NullMarked;
