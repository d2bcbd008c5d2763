/** Small workflows, sound and unsound, that show what the determinism rule sees. */
@NullMarked
package dev.parley.architecture.sample;

import org.jspecify.annotations.NullMarked;
