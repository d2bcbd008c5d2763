/** AI Extraction on this machine, without a key or an account. */
@NullMarked
package dev.parley.worker.extraction;

import org.jspecify.annotations.NullMarked;
