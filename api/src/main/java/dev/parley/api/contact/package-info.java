/** Contacts and segments of them. */
@NullMarked
package dev.parley.api.contact;

import org.jspecify.annotations.NullMarked;
