package dev.parley.api.webhook;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.Catalogue;
import dev.parley.api.catalogue.CatalogueStore;
import dev.parley.api.input.Checks;
import dev.parley.api.outside.GuardedAddresses;
import dev.parley.api.outside.SigningKeys;
import dev.parley.api.page.Page;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.api.webhook.SubscriptionStore.SubscriptionChange;
import dev.parley.api.webhook.SubscriptionStore.SubscriptionSent;
import dev.parley.api.webhook.SubscriptionStore.SubscriptionView;
import dev.parley.store.webhook.Subscriptions;
import jakarta.servlet.http.HttpServletRequest;
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

/** {@code /subscriptions}: other systems that receive Parley's own events. */
@RestController
@RequestMapping("/api/v1/subscriptions")
@Requires(Scope.SETTINGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class SubscriptionsController {
  private final Catalogue<SubscriptionView> subscriptions;
  private final Transactions transactions;
  private final GuardedAddresses addresses;
  private final SigningKeys keys;

  SubscriptionsController(Transactions transactions, GuardedAddresses addresses, SigningKeys keys) {
    subscriptions = new Catalogue<>(transactions, SubscriptionStore.TABLE);
    this.transactions = transactions;
    this.addresses = addresses;
    this.keys = keys;
  }

  @GetMapping
  Page<SubscriptionView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return subscriptions.list(archived, search, cursor, limit);
  }

  /** Its signing secret is shown in this response only. */
  @PostMapping
  ResponseEntity<SubscriptionView> create(@RequestBody SubscriptionSent sent) {
    var values = sent.checked();
    addresses.check(String.valueOf(sent.url()));
    var made =
        transactions.write(tx -> {
          var id = UUID.fromString(CatalogueStore.insert(tx, SubscriptionStore.TABLE, values).id());
          SubscriptionStore.header(tx, keys, id, sent.header());
          return found(tx, id).with(keys.make(tx, id).secret());
        });
    return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + made.id())).body(made);
  }

  private static SubscriptionView found(DSLContext tx, UUID id) {
    return CatalogueStore.find(tx, SubscriptionStore.TABLE, id).orElseThrow();
  }

  @GetMapping("/{id}")
  SubscriptionView find(@PathVariable String id) {
    return subscriptions.find(id);
  }

  @PatchMapping("/{id}")
  SubscriptionView change(
      @PathVariable String id, @RequestBody SubscriptionChange sent, HttpServletRequest request) {
    var values = sent.checked(Checks.ofChange());
    var before = subscriptions.find(id);
    GuardedAddresses.keepHeader(before.url(), before.header(), sent.url(), sent.header());
    if (sent.url() != null) {
      addresses.check(sent.url());
    }
    return transactions.write(tx -> {
      var key = UUID.fromString(before.id());
      var _ = CatalogueStore.update(tx, SubscriptionStore.TABLE, key, values);
      SubscriptionStore.header(tx, keys, key, sent.header());
      SubscriptionStore.enable(tx, key, sent.enabled(), Caller.of(request).name());
      return found(tx, key);
    });
  }

  /** Nothing more is sent, and what waits is given up. */
  @PostMapping("/{id}/archive")
  SubscriptionView archive(@PathVariable String id) {
    var archived = subscriptions.archive(id, true);
    transactions.write(tx -> {
      Subscriptions.giveUp(tx, UUID.fromString(archived.id()), "The subscription was archived.");
      return true;
    });
    return archived;
  }

  @PostMapping("/{id}/unarchive")
  SubscriptionView unarchive(@PathVariable String id) {
    return subscriptions.archive(id, false);
  }
}
