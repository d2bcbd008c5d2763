package dev.parley.store.sql;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Conversion of JSON columns. It has its own mapper, so that changes to the API's JSON do not
 * affect stored data.
 */
public final class StoredJson {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<Map<String, Long>> LONGS = new TypeReference<>() {};

  /** The escape, unless its backslash is itself escaped, in which case it is ordinary text. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();

  private StoredJson() {}

  /** Converts any value for a JSON column, removing U+0000, which PostgreSQL cannot store. */
  public static JSONB of(Object value) {
    var json = MAPPER.writeValueAsString(value);
    return JSONB.valueOf(json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1") : json);
  }

  /** Reads a column that holds an object. */
  public static Map<String, Object> map(@Nullable JSONB json) {
    return json == null ? Map.of() : MAPPER.readValue(json.data(), MAP);
  }

  /** Reads a column that holds an object of integers. */
  public static Map<String, Long> longs(@Nullable JSONB json) {
    return json == null ? Map.of() : MAPPER.readValue(json.data(), LONGS);
  }

  /** Reads a column as a tree. */
  public static JsonNode tree(@Nullable JSONB json) {
    return json == null ? MAPPER.nullNode() : MAPPER.readTree(json.data());
  }

  /** Reads a column that holds a list. */
  public static <T> List<T> list(@Nullable JSONB json, Class<T> type) {
    return json == null
        ? List.of()
        : MAPPER.readValue(
            json.data(), MAPPER.getTypeFactory().constructCollectionType(List.class, type));
  }

  /** Reads a column as a value of a type. */
  public static <T> T read(JSONB json, Class<T> type) {
    return MAPPER.readValue(json.data(), type);
  }

  /** Converts any value to plain maps, lists and scalars. */
  public static Map<String, Object> plain(Object value) {
    return MAPPER.convertValue(value, MAP);
  }
}
