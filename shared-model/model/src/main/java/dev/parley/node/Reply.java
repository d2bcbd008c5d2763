package dev.parley.node;

import java.util.Map;

/**
 * The reply to a successful call.
 *
 * @param content plain JSON values, shaped by the type of the call
 */
public record Reply(Map<String, Object> content) {}
