/** Lists that are read a page at a time (design section 13). */
@NullMarked
package dev.parley.api.page;

import org.jspecify.annotations.NullMarked;
