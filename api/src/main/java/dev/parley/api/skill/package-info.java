/** Skill sets: the servers whose skills workflows call. */
@NullMarked
package dev.parley.api.skill;

import org.jspecify.annotations.NullMarked;
