/** Named things that workflows refer to: labels, users, personas, custom fields, channels. */
@NullMarked
package dev.parley.api.catalogue;

import org.jspecify.annotations.NullMarked;
