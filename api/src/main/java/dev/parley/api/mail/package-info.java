/** Messages by email to the people of the team. */
@NullMarked
package dev.parley.api.mail;

import org.jspecify.annotations.NullMarked;
