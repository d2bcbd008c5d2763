/** Node kinds as JSON: reading and writing them, and the schema of their fields. */
@NullMarked
package dev.parley.node.json;

import org.jspecify.annotations.NullMarked;
