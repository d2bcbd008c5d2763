@NullMarked
package dev.parley.servers;

import org.jspecify.annotations.NullMarked;
