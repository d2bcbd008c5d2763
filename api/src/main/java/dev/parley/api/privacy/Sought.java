package dev.parley.api.privacy;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a contact that an erasure searches for, present and past.
 *
 * @param conversations the senders' ids of its conversations
 * @param identifiers its id, phone, email and custom fields of these types
 * @param values its name and other custom fields, which may be ordinary words
 */
record Sought(Set<String> conversations, Set<String> identifiers, Set<String> values) {
  static final Sought NOTHING = new Sought(Set.of(), Set.of(), Set.of());

  /** Shorter values occur everywhere by chance. */
  private static final int SHORTEST = 5;

  /** Shorter numbers, too, such as ages and years. */
  private static final int SHORTEST_NUMBER = 6;

  /** Each value is compared with every text of the database. */
  private static final int MOST = 500;

  Sought(
      @Nullable Set<String> conversations,
      @Nullable Set<String> identifiers,
      @Nullable Set<String> values) {
    this.conversations = Set.copyOf(Objects.requireNonNullElse(conversations, Set.of()));
    this.identifiers = Set.copyOf(Objects.requireNonNullElse(identifiers, Set.of()));
    this.values = Set.copyOf(Objects.requireNonNullElse(values, Set.of()));
  }

  static Sought conversation(String id) {
    return new Sought(Set.of(id), Set.of(), Set.of());
  }

  static Sought identifiers(Stream<? extends @Nullable String> identifiers) {
    return new Sought(Set.of(), stripped(identifiers), Set.of());
  }

  static Sought values(Stream<? extends @Nullable String> values) {
    return new Sought(Set.of(), Set.of(), stripped(values));
  }

  private static Set<String> stripped(Stream<? extends @Nullable String> texts) {
    var some = new LinkedHashSet<String>();
    texts.filter(Objects::nonNull).map(String::strip).forEach(some::add);
    some.remove("");
    return some;
  }

  /**
   * Returns the values of a contact as an event reports it.
   *
   * @param types the types of custom fields, by key
   */
  static Sought contact(Map<String, ?> contact, Map<String, String> types) {
    var known =
        identifiers(Stream.of("id", "phone", "email").map(part -> text(contact, part)))
            .and(values(Stream.of("name").map(part -> text(contact, part))));
    return contact.get("fields") instanceof Map<?, ?> fields
        ? known.and(fields(fields, types))
        : known;
  }

  private static @Nullable String text(Map<String, ?> contact, String part) {
    var value = contact.get(part);
    return value == null ? null : value.toString();
  }

  /** Returns the values of custom fields that can identify a person: no choices and no dates. */
  static Sought fields(Map<?, ?> fields, Map<String, String> types) {
    return identifiers(of(fields, types, Set.of("email", "phone")))
        .and(values(of(fields, types, Set.of("text", "number"))));
  }

  private static Stream<String> of(
      Map<?, ?> fields, Map<String, String> types, Set<String> wanted) {
    return fields.entrySet().stream()
        .filter(one -> wanted.contains(types.getOrDefault(String.valueOf(one.getKey()), "text")))
        .filter(one -> one.getValue() instanceof String || isLong(one.getValue()))
        .map(one -> String.valueOf(one.getValue()));
  }

  private static boolean isLong(@Nullable Object value) {
    return value instanceof Number number && number.toString().length() >= SHORTEST_NUMBER;
  }

  Sought and(Sought other) {
    return new Sought(
        together(conversations, other.conversations),
        together(identifiers, other.identifiers),
        together(values, other.values));
  }

  private static Set<String> together(Set<String> some, Set<String> others) {
    var all = new LinkedHashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** Returns the ones that are no ordinary words. */
  Sought identifying() {
    return new Sought(conversations, identifiers, Set.of());
  }

  /**
   * Returns these without the ones that others have, too.
   *
   * @param shared in lower case
   */
  Sought without(Set<String> shared) {
    return new Sought(conversations, without(identifiers, shared), without(values, shared));
  }

  private static Set<String> without(Set<String> some, Set<String> shared) {
    return some.stream()
        .filter(text -> !shared.contains(text.toLowerCase(Locale.ROOT)))
        .collect(Collectors.toSet());
  }

  /** Returns the texts to search for, of a limited number: identifiers and the longest first. */
  List<String> texts() {
    return all()
        .filter(text -> text.codePointCount(0, text.length()) >= SHORTEST)
        .sorted(
            Comparator.comparing((String text) -> !identifiers.contains(text))
                .thenComparing(Comparator.comparingInt(String::length).reversed()))
        .limit(MOST)
        .toList();
  }

  /**
   * Returns the number of values that are not searched for, since they are too short or too many.
   */
  int leftOut() {
    return (int) all().count() - texts().size();
  }

  private Stream<String> all() {
    return Stream.of(identifiers, conversations, values).flatMap(Set::stream).distinct();
  }
}
