package dev.parley.api.catalogue;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.ChannelStore.ChannelChange;
import dev.parley.api.catalogue.ChannelStore.ChannelSent;
import dev.parley.api.catalogue.ChannelStore.ChannelView;
import dev.parley.api.page.Page;
import java.net.URI;
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
class ChannelsController {
  private final Catalogue<ChannelView> channels;

  ChannelsController(Transactions transactions) {
    channels = new Catalogue<>(transactions, ChannelStore.TABLE);
  }

  @GetMapping
  Page<ChannelView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return channels.list(archived, search, cursor, limit);
  }

  @PostMapping
  ResponseEntity<ChannelView> create(@RequestBody ChannelSent sent) {
    var made = channels.create(sent.checked());
    return ResponseEntity.created(URI.create("/api/v1/channels/" + made.id())).body(made);
  }

  @GetMapping("/{id}")
  ChannelView find(@PathVariable String id) {
    return channels.find(id);
  }

  @PatchMapping("/{id}")
  ChannelView change(@PathVariable String id, @RequestBody ChannelChange sent) {
    return channels.change(id, sent.checked());
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
