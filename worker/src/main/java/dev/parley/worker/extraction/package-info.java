/** AI Extraction on this machine, with no key and no account. */
@NullMarked
package dev.parley.worker.extraction;

import org.jspecify.annotations.NullMarked;
