package dev.parley.api.webhook;

import static dev.parley.db.Tables.SUBSCRIPTION;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.catalogue.Columns;
import dev.parley.api.input.Checks;
import dev.parley.api.outside.GuardedAddresses;
import dev.parley.api.outside.SecretHeader;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.outside.WebAddress;
import dev.parley.api.problem.Refusal;
import dev.parley.store.Ids;
import dev.parley.store.webhook.Subscriptions;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Subscriptions of other systems to events of Parley. */
final class SubscriptionStore {
  static final NamedTable<SubscriptionView> TABLE =
      new NamedTable<>(
          "subscription",
          null,
          SUBSCRIPTION,
          List.of(SUBSCRIPTION.NAME, SUBSCRIPTION.URL),
          SubscriptionStore::view);

  private static final int LONGEST_URL = 2_000;
  private static final Set<String> RESERVED =
      Set.of("idempotency-key", "webhook-id", "webhook-timestamp", "webhook-signature");

  private SubscriptionStore() {}

  /**
   * A subscription in a response.
   *
   * @param types of the events that it receives
   * @param customerData true if events include names, addresses and texts of customers
   * @param header the name of its secret header; the value is never returned
   * @param failingSince since when it has accepted nothing, if its last attempt failed
   * @param disabledReason why it receives nothing
   * @param signingSecret of a new subscription, shown this once
   */
  @Schema(name = "Subscription")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SubscriptionView(
      String id,
      String name,
      String url,
      @ArraySchema(schema = @Schema(ref = SubscribedType.SCHEMA)) List<SubscribedType> types,
      boolean customerData,
      @Nullable String header,
      boolean enabled,
      @Nullable OffsetDateTime failingSince,
      @Nullable OffsetDateTime disabledAt,
      @Nullable String disabledReason,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt,
      @Nullable String signingSecret) {

    SubscriptionView with(String secret) {
      return new SubscriptionView(
          id,
          name,
          url,
          types,
          customerData,
          header,
          enabled,
          failingSince,
          disabledAt,
          disabledReason,
          archived,
          createdAt,
          archivedAt,
          secret);
    }
  }

  /** A new subscription. */
  @Schema(name = "NewSubscription")
  record SubscriptionSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(requiredMode = REQUIRED, maxLength = LONGEST_URL, pattern = "https?://")
          @Nullable String url,
      @Schema(requiredMode = REQUIRED)
          @ArraySchema(minItems = 1, schema = @Schema(ref = SubscribedType.SCHEMA))
          @Nullable List<SubscribedType> types,
      @Nullable Boolean customerData,
      @Nullable SecretHeader header) {

    Map<Field<?>, Object> checked() {
      return new SubscriptionChange(name, url, types, customerData, header, null)
          .checked(
              Checks.ofNew().that(types != null, "types", "missing", "\"types\" is required."));
    }
  }

  /**
   * An update of a subscription; absent values stay unchanged.
   *
   * @param enabled false to receive nothing; true also ends the state of one that Parley disabled
   */
  @Schema(name = "SubscriptionChange")
  record SubscriptionChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = LONGEST_URL, pattern = "https?://") @Nullable String url,
      @ArraySchema(minItems = 1, schema = @Schema(ref = SubscribedType.SCHEMA))
          @Nullable List<SubscribedType> types,
      @Nullable Boolean customerData,
      @Nullable SecretHeader header,
      @Nullable Boolean enabled) {

    Map<Field<?>, Object> checked(Checks checks) {
      SecretHeader.check(checks, header, RESERVED)
          .name(name, Checks.LONGEST_NAME)
          .needed("url", url, LONGEST_URL)
          .that(
              url == null || WebAddress.isWeb(url), "url", "url-invalid", GuardedAddresses.EXAMPLE)
          .that(
              types == null || (!types.isEmpty() && types.stream().noneMatch(Objects::isNull)),
              "types",
              "types-missing",
              "Choose at least one type of events.")
          .orThrow();
      return new Columns()
          .name(SUBSCRIPTION.NAME, SUBSCRIPTION.NAME_KEY, name)
          .text(SUBSCRIPTION.URL, url)
          .value(
              SUBSCRIPTION.TYPES,
              types == null
                  ? null
                  : types.stream().distinct().map(SubscribedType::wire).toArray(String[]::new))
          .value(SUBSCRIPTION.CUSTOMER_DATA, customerData)
          .all();
    }
  }

  /** Stores the secret header, sealed for this subscription, or removes it. */
  static void header(DSLContext tx, SigningKeys keys, UUID id, @Nullable SecretHeader header) {
    if (header == null) {
      return;
    }
    var none = header.none() || header.name() == null || header.value() == null;
    tx.update(SUBSCRIPTION)
        .set(SUBSCRIPTION.HEADER_NAME, none ? null : header.name())
        .set(
            SUBSCRIPTION.HEADER_SEALED,
            none ? null : keys.sealHeader(id, String.valueOf(header.value())))
        .where(SUBSCRIPTION.ID.eq(id))
        .execute();
  }

  /** Enables or disables a subscription. */
  static void enable(DSLContext tx, UUID id, @Nullable Boolean enabled, String actor) {
    if (enabled == null) {
      return;
    }
    if (enabled) {
      tx.update(SUBSCRIPTION)
          .setNull(SUBSCRIPTION.DISABLED_AT)
          .setNull(SUBSCRIPTION.DISABLED_REASON)
          .setNull(SUBSCRIPTION.FAILING_SINCE)
          .where(SUBSCRIPTION.ID.eq(id))
          .execute();
    } else {
      Subscriptions.disable(tx, id, "Disabled by " + actor + ".");
    }
  }

  /** Locks a subscription, so that its secrets change one at a time, or refuses with 404. */
  static UUID lock(DSLContext tx, String id) {
    return Ids.read(id)
        .flatMap(key ->
            tx.select(SUBSCRIPTION.ID)
                .from(SUBSCRIPTION)
                .where(SUBSCRIPTION.ID.eq(key))
                .forNoKeyUpdate()
                .fetchOptional(SUBSCRIPTION.ID))
        .orElseThrow(() -> Refusal.notFound("subscription", id));
  }

  /** Returns the id of an existing subscription, or refuses with 404. */
  static UUID known(DSLContext tx, String id) {
    return Ids.read(id)
        .filter(key -> tx.fetchExists(SUBSCRIPTION, SUBSCRIPTION.ID.eq(key)))
        .orElseThrow(() -> Refusal.notFound("subscription", id));
  }

  private static SubscriptionView view(Record row) {
    return new SubscriptionView(
        row.get(SUBSCRIPTION.ID).toString(),
        row.get(SUBSCRIPTION.NAME),
        row.get(SUBSCRIPTION.URL),
        Stream.of(row.get(SUBSCRIPTION.TYPES))
            .flatMap(type -> SubscribedType.of(type).stream())
            .toList(),
        row.get(SUBSCRIPTION.CUSTOMER_DATA),
        row.get(SUBSCRIPTION.HEADER_NAME),
        row.get(SUBSCRIPTION.DISABLED_AT) == null,
        row.get(SUBSCRIPTION.FAILING_SINCE),
        row.get(SUBSCRIPTION.DISABLED_AT),
        row.get(SUBSCRIPTION.DISABLED_REASON),
        row.get(SUBSCRIPTION.ARCHIVED_AT) != null,
        row.get(SUBSCRIPTION.CREATED_AT),
        row.get(SUBSCRIPTION.ARCHIVED_AT),
        null);
  }
}
