/** The state of the installation for those who operate it, and the switch that stops workflows. */
@NullMarked
package dev.parley.api.operations;

import org.jspecify.annotations.NullMarked;
