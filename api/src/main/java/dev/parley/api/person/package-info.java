/** People: the team, how they sign in, their sessions and their roles. */
@NullMarked
package dev.parley.api.person;

import org.jspecify.annotations.NullMarked;
