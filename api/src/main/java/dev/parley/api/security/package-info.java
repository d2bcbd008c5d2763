/** Authentication and authorization of requests: callers, scopes, roles and access rules. */
@NullMarked
package dev.parley.api.security;

import org.jspecify.annotations.NullMarked;
