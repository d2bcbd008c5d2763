package dev.parley.store;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON columns. Has a mapper of its own, so that no change of web JSON reaches what is stored. */
public final class StoredJson {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> LONGS = new TypeReference<>() {};

  /** The escape, unless its backslash is itself escaped: then it is a text about U+0000. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  private StoredJson() {}

  /** Any value as a JSON column. PostgreSQL cannot keep the character U+0000: it is left out. */
  public static JSONB of(Object value) {
    var json = MAPPER.writeValueAsString(value);
    return JSONB.valueOf(json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1") : json);
  }

  /** A column that holds an object. */
  public static Map<String, Object> map(@Nullable JSONB json) {
    return json == null ? Map.of() : MAPPER.readValue(json.data(), MAP);
  }

  /** A column that holds an object of whole numbers. */
  static Map<String, Long> longs(@Nullable JSONB json) {
    return json == null ? Map.of() : MAPPER.readValue(json.data(), LONGS);
  }

  /** A column as a tree. */
  public static JsonNode tree(@Nullable JSONB json) {
    return json == null ? MAPPER.nullNode() : MAPPER.readTree(json.data());
  }

  /** A column that holds a list. */
  public static <T> List<T> list(@Nullable JSONB json, Class<T> type) {
    return json == null
        ? List.of()
        : MAPPER.readValue(
            json.data(), MAPPER.getTypeFactory().constructCollectionType(List.class, type));
  }

  /** A column as a value of a type. */
  public static <T> T read(JSONB json, Class<T> type) {
    return MAPPER.readValue(json.data(), type);
  }

  /** Any value as plain maps, lists and scalars. */
  public static Map<String, Object> plain(Object value) {
    return MAPPER.convertValue(value, MAP);
  }
}
