/** The dashboard's files, as browsers fetch them. */
@NullMarked
package dev.parley.api.dashboard;

import org.jspecify.annotations.NullMarked;
