/** Skills of MCP servers: other people's, and the small one that comes with the worker. */
@NullMarked
package dev.parley.worker.skill;

import org.jspecify.annotations.NullMarked;
