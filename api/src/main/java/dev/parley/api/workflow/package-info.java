/** Workflows, their working copies and their versions. */
@NullMarked
package dev.parley.api.workflow;

import org.jspecify.annotations.NullMarked;
