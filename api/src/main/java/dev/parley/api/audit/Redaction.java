package dev.parley.api.audit;

import com.google.common.hash.Hashing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Removes secrets and customers' data from what is recorded, and shortens what is long. */
final class Redaction {
  static final String SECRET = "[secret]";
  static final String NOT_RECORDED = "[not recorded]";

  private static final int LONGEST_TEXT = 2_000;
  private static final int LONGEST = 16_000;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final Set<String> SECRETS =
      Set.of("password", "current", "token", "code", "secret", "value", "key", "hash");

  /** Samples, texts and values that an author may have copied from a customer. */
  private static final Set<String> UNRECORDED =
      Set.of(
          "sample",
          "replies",
          "message",
          "text",
          "texts",
          "filter",
          "event",
          "data",
          "phone",
          "contact",
          "contactname",
          "conversationid",
          "subject");

  /** Unrecorded where objects are named after customers. */
  private static final Set<String> NAMES = Set.of("name", "namekey", "description");

  /** Definitions are kept in versions. Here, a digest says which. */
  private static final Set<String> DEFINITIONS = Set.of("graph", "skills");

  /** Values that are sent about customers and reveal nothing about them. */
  private static final Set<String> HARMLESS =
      Set.of("status", "type", "version", "workflowid", "channel", "accountid", "as");

  private final boolean personal;
  private final boolean openKeys;
  private final boolean unnamed;

  /**
   * Creates a redaction for an operation.
   *
   * @param personal true if only names and values that say nothing about a person may stay
   * @param kind of the object; the {@code key} of a custom field is no secret, and the name of a
   *     segment may be a customer's
   */
  Redaction(boolean personal, String kind) {
    this.personal = personal;
    openKeys = kind.equals("field");
    unnamed = ObjectKind.isUnnamed(kind);
  }

  /** Returns what may be recorded of a value. */
  JsonNode of(JsonNode value) {
    var redacted = of("", value);
    var text = redacted.toString();
    return text.length() > LONGEST ? digest(text) : redacted;
  }

  private JsonNode of(String name, JsonNode value) {
    var key = name.toLowerCase(Locale.ROOT).replace("_", "");
    if (value.isNull()) {
      return value;
    }
    if (isSecret(key)) {
      return NODES.stringNode(SECRET);
    }
    if (UNRECORDED.contains(key) || (unnamed && NAMES.contains(key))) {
      return NODES.stringNode(NOT_RECORDED);
    }
    if (DEFINITIONS.contains(key)) {
      return digest(value.toString());
    }
    if (value.isObject()) {
      var redacted = NODES.objectNode();
      value
          .properties()
          .forEach(one -> redacted.set(one.getKey(), of(one.getKey(), one.getValue())));
      return redacted;
    }
    if (value.isArray()) {
      var redacted = NODES.arrayNode();
      value.forEach(one -> redacted.add(of(name, one)));
      return redacted;
    }
    if (personal && !value.isBoolean() && !HARMLESS.contains(key)) {
      return NODES.stringNode(NOT_RECORDED);
    }
    return value.isString() ? text(key, value.asString()) : value;
  }

  private boolean isSecret(String key) {
    return key.endsWith("sealed")
        || key.endsWith("hash")
        || key.startsWith("totp")
        || (SECRETS.contains(key) && !(openKeys && key.equals("key")));
  }

  private static JsonNode text(String key, String text) {
    if (text.length() > LONGEST_TEXT) {
      return digest(text);
    }
    return NODES.stringNode(key.endsWith("url") ? address(text) : text);
  }

  /** User names, passwords and parameters in an address may be secret. */
  private static String address(String text) {
    try {
      var address = URI.create(text);
      var query = address.getRawQuery() == null ? "" : "?" + SECRET;
      return address.getRawUserInfo() == null && query.isEmpty()
          ? text
          : address.getScheme()
              + "://"
              + host(address.getHost())
              + (address.getPort() < 0 ? "" : ":" + address.getPort())
              + address.getRawPath()
              + query;
    } catch (IllegalArgumentException e) {
      return NOT_RECORDED;
    }
  }

  private static String host(@Nullable String host) {
    return host == null ? "" : host;
  }

  private static JsonNode digest(String text) {
    return NODES
        .objectNode()
        .put("sha256", Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString())
        .put("characters", text.length());
  }

  /** Returns the first letter and the domain of an email address. */
  static String email(String address) {
    var at = address.lastIndexOf('@');
    return at < 1 ? "…" : address.charAt(0) + "…" + address.substring(at);
  }
}
