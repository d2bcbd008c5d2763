/** The audit log: who did what, when and from where, in a chain of hashes. */
@NullMarked
package dev.parley.api.audit;

import org.jspecify.annotations.NullMarked;
