package dev.parley.api.catalogue;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.input.Checks;
import dev.parley.api.outside.GuardedAddresses;
import dev.parley.api.outside.SecretHeader;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.outside.WebAddress;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Connector;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** Channel accounts: the channels of conversations, with the connectors that deliver messages. */
final class ChannelStore {
  static final NamedTable<ChannelView> TABLE =
      new NamedTable<>(
          "channel account",
          null,
          CHANNEL_ACCOUNT,
          List.of(CHANNEL_ACCOUNT.NAME, CHANNEL_ACCOUNT.CHANNEL),
          ChannelStore::view);

  private ChannelStore() {}

  /**
   * An account in a response.
   *
   * @param url the address of a connector that needs one
   * @param header the name of its secret header; the value is never returned
   * @param signingSecret of a new webhook, shown this once
   */
  @Schema(name = "ChannelAccount")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelView(
      String id,
      String name,
      Channel channel,
      Connector connector,
      @Nullable String url,
      @Nullable String header,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt,
      @Nullable String signingSecret) {

    ChannelView with(String secret) {
      return new ChannelView(
          id, name, channel, connector, url, header, archived, createdAt, archivedAt, secret);
    }
  }

  /** A new account. */
  @Schema(name = "ChannelAccountSent")
  record ChannelSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(requiredMode = REQUIRED) @Nullable Channel channel,
      @Schema(requiredMode = REQUIRED) @Nullable Connector connector,
      @Schema(maxLength = LONGEST_URL, pattern = URL) @Nullable String url,
      @Nullable SecretHeader header) {

    Map<Field<?>, Object> checked() {
      SecretHeader.check(Checks.ofNew(), header, RESERVED)
          .name(name, Checks.LONGEST_NAME)
          .that(channel != null, "channel", "missing", "\"channel\" is required.")
          .that(connector != null, "connector", "missing", "\"connector\" is required.")
          .that(
              connector != Connector.WEBHOOK || url != null,
              "url",
              "missing",
              "A webhook requires the URL to post to.")
          .that(isAddress(url), "url", "url-invalid", GuardedAddresses.EXAMPLE)
          .that(
              connector == Connector.WEBHOOK || header == null || header.none(),
              "header",
              "header-unused",
              "Only a webhook has a secret header.")
          .orThrow();
      return new Columns()
          .name(CHANNEL_ACCOUNT.NAME, CHANNEL_ACCOUNT.NAME_KEY, name)
          .text(CHANNEL_ACCOUNT.CHANNEL, channel == null ? null : channel.wire())
          .text(CHANNEL_ACCOUNT.CONNECTOR, connector == null ? null : connector.wire())
          .text(CHANNEL_ACCOUNT.URL, url)
          .all();
    }
  }

  /**
   * An update of an account; its channel and connector are fixed, since conversations rely on them.
   */
  @Schema(name = "ChannelAccountChange")
  record ChannelChange(
      @Schema(maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE) @Nullable String name,
      @Schema(maxLength = LONGEST_URL, pattern = URL) @Nullable String url,
      @Nullable SecretHeader header) {

    Map<Field<?>, Object> checked() {
      SecretHeader.check(Checks.ofChange(), header, RESERVED)
          .name(name, Checks.LONGEST_NAME)
          .that(isAddress(url), "url", "url-invalid", GuardedAddresses.EXAMPLE)
          .orThrow();
      return new Columns()
          .name(CHANNEL_ACCOUNT.NAME, CHANNEL_ACCOUNT.NAME_KEY, name)
          .text(CHANNEL_ACCOUNT.URL, url)
          .all();
    }
  }

  private static final int LONGEST_URL = 2_000;
  private static final String URL = "^\\s*https?://[^\\s\\x00]+\\s*$";
  private static final Set<String> RESERVED =
      Set.of("idempotency-key", "webhook-id", "webhook-timestamp", "webhook-signature");

  private static boolean isAddress(@Nullable String url) {
    return url == null || (Texts.fits(url, LONGEST_URL) && WebAddress.isWeb(url));
  }

  /** Stores the secret header, sealed for this account, or removes it. */
  static void header(DSLContext tx, SigningKeys keys, UUID id, @Nullable SecretHeader header) {
    if (header == null) {
      return;
    }
    var none = header.none() || header.name() == null || header.value() == null;
    tx.update(CHANNEL_ACCOUNT)
        .set(CHANNEL_ACCOUNT.HEADER_NAME, none ? null : header.name())
        .set(
            CHANNEL_ACCOUNT.HEADER_SEALED,
            none ? null : keys.sealHeader(id, String.valueOf(header.value())))
        .where(CHANNEL_ACCOUNT.ID.eq(id))
        .execute();
  }

  private static ChannelView view(Record row) {
    return new ChannelView(
        row.get(CHANNEL_ACCOUNT.ID).toString(),
        row.get(CHANNEL_ACCOUNT.NAME),
        Channel.valueOf(row.get(CHANNEL_ACCOUNT.CHANNEL).toUpperCase(Locale.ROOT)),
        Connector.of(row.get(CHANNEL_ACCOUNT.CONNECTOR)).orElseThrow(),
        row.get(CHANNEL_ACCOUNT.URL),
        row.get(CHANNEL_ACCOUNT.HEADER_NAME),
        row.get(CHANNEL_ACCOUNT.ARCHIVED_AT) != null,
        row.get(CHANNEL_ACCOUNT.CREATED_AT),
        row.get(CHANNEL_ACCOUNT.ARCHIVED_AT),
        null);
  }
}
