package dev.parley.node;

import java.util.Map;

/**
 * What came back from a call that succeeded.
 *
 * @param content plain JSON values; its shape is that of the call's kind
 */
public record Reply(Map<String, Object> content) {}
