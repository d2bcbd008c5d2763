/** Skills of MCP servers: third-party ones, and the built-in one. */
@NullMarked
package dev.parley.worker.skill;

import org.jspecify.annotations.NullMarked;
