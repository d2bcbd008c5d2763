package dev.parley.api.catalogue;

import static dev.parley.db.Tables.CHANNEL_ACCOUNT;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.catalogue.CatalogueStore.NamedTable;
import dev.parley.api.input.Checks;
import dev.parley.conversation.Channel;
import dev.parley.conversation.Connector;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
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
   */
  @Schema(name = "ChannelAccount")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ChannelView(
      String id,
      String name,
      Channel channel,
      Connector connector,
      @Nullable String url,
      boolean archived,
      OffsetDateTime createdAt,
      @Nullable OffsetDateTime archivedAt) {}

  /** A new account. */
  @Schema(name = "ChannelAccountSent")
  record ChannelSent(
      @Schema(requiredMode = REQUIRED, maxLength = Checks.LONGEST_NAME, pattern = Texts.READABLE)
          @Nullable String name,
      @Schema(requiredMode = REQUIRED) @Nullable Channel channel,
      @Schema(requiredMode = REQUIRED) @Nullable Connector connector,
      @Schema(maxLength = LONGEST_URL, pattern = URL) @Nullable String url) {

    Map<Field<?>, Object> checked() {
      Checks.ofNew()
          .name(name, Checks.LONGEST_NAME)
          .that(channel != null, "channel", "missing", "\"channel\" is required.")
          .that(connector != null, "connector", "missing", "\"connector\" is required.")
          .that(
              connector != Connector.WEBHOOK || url != null,
              "url",
              "missing",
              "A webhook requires the URL to post to.")
          .that(isAddress(url), "url", "url-invalid", ADDRESS)
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
      @Schema(maxLength = LONGEST_URL, pattern = URL) @Nullable String url) {

    Map<Field<?>, Object> checked() {
      Checks.ofChange()
          .name(name, Checks.LONGEST_NAME)
          .that(isAddress(url), "url", "url-invalid", ADDRESS)
          .orThrow();
      return new Columns()
          .name(CHANNEL_ACCOUNT.NAME, CHANNEL_ACCOUNT.NAME_KEY, name)
          .text(CHANNEL_ACCOUNT.URL, url)
          .all();
    }
  }

  private static final int LONGEST_URL = 2_000;
  private static final String URL = "^\\s*https?://[^\\s\\x00]+\\s*$";
  private static final Pattern IS_URL = Pattern.compile(URL, Pattern.UNICODE_CHARACTER_CLASS);
  private static final String ADDRESS = "The URL must start with http:// or https://.";

  private static boolean isAddress(@Nullable String url) {
    return url == null || (Texts.fits(url, LONGEST_URL) && IS_URL.matcher(url).matches());
  }

  private static ChannelView view(Record row) {
    return new ChannelView(
        row.get(CHANNEL_ACCOUNT.ID).toString(),
        row.get(CHANNEL_ACCOUNT.NAME),
        Channel.valueOf(row.get(CHANNEL_ACCOUNT.CHANNEL).toUpperCase(Locale.ROOT)),
        Connector.of(row.get(CHANNEL_ACCOUNT.CONNECTOR)).orElseThrow(),
        row.get(CHANNEL_ACCOUNT.URL),
        row.get(CHANNEL_ACCOUNT.ARCHIVED_AT) != null,
        row.get(CHANNEL_ACCOUNT.CREATED_AT),
        row.get(CHANNEL_ACCOUNT.ARCHIVED_AT));
  }
}
