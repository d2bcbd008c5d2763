package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.ChannelStore.ChannelChange;
import dev.parley.api.catalogue.ChannelStore.ChannelSent;
import dev.parley.api.catalogue.ChannelStore.ChannelView;
import dev.parley.api.outside.GuardedAddresses;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.page.Page;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.conversation.Connector;
import java.net.URI;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /channels}: channel accounts and the delivery of their messages. */
@RestController
@RequestMapping("/api/v1/channels")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class ChannelsController {
  private final Catalogue<ChannelView> channels;
  private final Transactions transactions;
  private final GuardedAddresses addresses;
  private final SigningKeys keys;

  ChannelsController(Transactions transactions, GuardedAddresses addresses, SigningKeys keys) {
    channels = new Catalogue<>(transactions, ChannelStore.TABLE);
    this.transactions = transactions;
    this.addresses = addresses;
    this.keys = keys;
  }

  @GetMapping
  Page<ChannelView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return channels.list(archived, search, cursor, limit);
  }

  /** A webhook is signed from its first message on; its secret is shown in this response only. */
  @PostMapping
  ResponseEntity<ChannelView> create(@RequestBody ChannelSent sent) {
    var values = sent.checked();
    var webhook = sent.connector() == Connector.WEBHOOK;
    if (webhook && sent.url() != null) {
      addresses.check(sent.url());
    }
    var made =
        transactions.write(tx -> {
          var account = CatalogueStore.insert(tx, ChannelStore.TABLE, values);
          var id = UUID.fromString(account.id());
          ChannelStore.header(tx, keys, id, sent.header());
          return webhook ? found(tx, id).with(keys.make(tx, id).secret()) : account;
        });
    return ResponseEntity.created(URI.create("/api/v1/channels/" + made.id())).body(made);
  }

  private static ChannelView found(DSLContext tx, UUID id) {
    return CatalogueStore.find(tx, ChannelStore.TABLE, id).orElseThrow();
  }

  @GetMapping("/{id}")
  ChannelView find(@PathVariable String id) {
    return channels.find(id);
  }

  @PatchMapping("/{id}")
  ChannelView change(@PathVariable String id, @RequestBody ChannelChange sent) {
    var values = sent.checked();
    var before = channels.find(id);
    GuardedAddresses.keepHeader(before.url(), before.header(), sent.url(), sent.header());
    if (before.connector() == Connector.WEBHOOK && sent.url() != null) {
      addresses.check(sent.url());
    }
    return transactions.write(tx -> {
      var key = UUID.fromString(before.id());
      var _ = CatalogueStore.update(tx, ChannelStore.TABLE, key, values);
      ChannelStore.header(tx, keys, key, sent.header());
      return found(tx, key);
    });
  }

  @PostMapping("/{id}/archive")
  ChannelView archive(@PathVariable String id) {
    return channels.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  ChannelView unarchive(@PathVariable String id) {
    return channels.archive(id, false);
  }
}
