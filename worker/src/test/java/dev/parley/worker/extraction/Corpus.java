package dev.parley.worker.extraction;

import dev.parley.extraction.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The sample messages with the expected results. */
final class Corpus {
  static final Instant WRITTEN_ON = Instant.parse("2026-11-25T09:00:00Z");

  static final List<Wanted.Label> LABELS =
      List.of(
          label("Billing", "Questions about an invoice, a bill, a charge or a payment"),
          label("Refund", "The customer wants their money back"),
          label("Delivery", "Shipping of a parcel: where it is, late, lost, damaged, the address"),
          label("Returns", "Sending an item back or exchanging it for another size or colour"),
          label("Cancellation", "Wants to cancel an order, a subscription, a plan or an account"),
          label("Account access", "Cannot sign in: password, locked account, login code"),
          label("Technical problem", "An error, a crash or something broken in the app or website"),
          label("Sales question", "Asks about products, plans, prices or stock before buying"),
          label("Feedback", "Praise, a complaint about the service, or an idea for a feature"),
          label("Appointment", "Wants to book, confirm or move an appointment, a call or a demo"));

  static final List<Wanted.Field> FIELDS =
      List.of(
          field("order_number", "Order number", Wanted.Type.TEXT),
          field("quantity", "Quantity", Wanted.Type.NUMBER),
          field("wanted_date", "Wanted date", Wanted.Type.DATE),
          new Wanted.Field(
              "f-size",
              "size",
              "Size",
              Wanted.Type.CHOICE,
              List.of("small", "medium", "large", "extra large"),
              ""),
          field("email", "E-mail", Wanted.Type.EMAIL),
          field("phone", "Phone", Wanted.Type.PHONE));

  static final Wanted ALL = new Wanted(LABELS, FIELDS, true);

  private Corpus() {}

  /** A message with the expected result. */
  record Sample(String text, String sentiment, Set<String> labels, Map<String, String> fields) {}

  /** Returns every other message: 0 for the tuning half, 1 for the held-out half. */
  static List<Sample> half(int which) {
    var all = all();
    return java.util.stream.IntStream.range(0, all.size())
        .filter(i -> i % 2 == which)
        .mapToObj(all::get)
        .toList();
  }

  static List<Sample> all() {
    try (var stream =
        Objects.requireNonNull(Corpus.class.getResourceAsStream("/extraction/corpus.tsv"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(Corpus::sample)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Sample sample(String line) {
    var parts = line.split("\t", -1);
    var fields = new HashMap<String, String>();
    if (!parts[2].equals("-")) {
      for (var pair : parts[2].split(";", -1)) {
        var at = pair.indexOf('=');
        fields.put(pair.substring(0, at), pair.substring(at + 1));
      }
    }
    return new Sample(
        parts[3],
        parts[0],
        parts[1].equals("-") ? Set.of() : Set.copyOf(Arrays.asList(parts[1].split(",", -1))),
        fields);
  }

  private static Wanted.Label label(String name, String description) {
    return new Wanted.Label("l-" + name, name, description);
  }

  private static Wanted.Field field(String key, String name, Wanted.Type type) {
    return new Wanted.Field("f-" + key, key, name, type, List.of(), "");
  }
}
