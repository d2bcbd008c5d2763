package dev.parley.api.skill;

import dev.parley.api.Transactions;
import dev.parley.api.catalogue.Catalogue;
import dev.parley.api.catalogue.CatalogueStore;
import dev.parley.api.catalogue.Uses;
import dev.parley.api.input.Checks;
import dev.parley.api.outside.GuardedAddresses;
import dev.parley.api.outside.OutsideChecks;
import dev.parley.api.page.Page;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.api.skill.SkillSetStore.Health;
import dev.parley.api.skill.SkillSetStore.SkillSetChange;
import dev.parley.api.skill.SkillSetStore.SkillSetSent;
import dev.parley.api.skill.SkillSetStore.SkillSetView;
import dev.parley.execution.Contract;
import dev.parley.secret.Sealer;
import java.net.URI;
import java.util.UUID;
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

/** {@code /skill-sets}: MCP servers whose skills workflows can run. The worker contacts them. */
@RestController
@RequestMapping("/api/v1/skill-sets")
@Requires(Scope.CATALOGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class SkillSetsController {
  private final Catalogue<SkillSetView> sets;
  private final Transactions transactions;
  private final OutsideChecks outside;
  private final Sealer sealer;

  SkillSetsController(Transactions transactions, OutsideChecks outside, Sealer sealer) {
    sets = new Catalogue<>(transactions, SkillSetStore.TABLE);
    this.transactions = transactions;
    this.outside = outside;
    this.sealer = sealer;
  }

  @GetMapping
  Page<SkillSetView> list(
      @RequestParam(defaultValue = "false") String archived,
      @RequestParam(required = false) @Nullable String search,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    return sets.list(archived, search, cursor, limit);
  }

  /** Installs a skill set; if its skills cannot be loaded, it is not kept. */
  @PostMapping
  ResponseEntity<SkillSetView> create(@RequestBody SkillSetSent sent) {
    var values = sent.checked();
    var id =
        transactions.write(tx -> {
          var made = UUID.fromString(CatalogueStore.insert(tx, SkillSetStore.TABLE, values).id());
          SkillSetStore.header(tx, sealer, made, sent.header());
          return made;
        });
    try {
      outside.check(Contract.CHECK_SKILL_SET, id.toString());
      var made = sets.find(id.toString());
      if (!made.health().status().equals("healthy")) {
        throw Refusal.unsound(
            "/url",
            "skill-set-failing",
            made.health().detail() == null ? "It did not respond." : made.health().detail());
      }
      return ResponseEntity.created(URI.create("/api/v1/skill-sets/" + id)).body(made);
    } catch (RuntimeException e) {
      transactions.write(tx -> {
        SkillSetStore.remove(tx, id);
        return true;
      });
      throw e;
    }
  }

  @GetMapping("/{id}")
  SkillSetView find(@PathVariable String id) {
    return sets.find(id);
  }

  @GetMapping("/{id}/health")
  Health health(@PathVariable String id) {
    return sets.find(id).health();
  }

  @PatchMapping("/{id}")
  SkillSetView change(@PathVariable String id, @RequestBody SkillSetChange sent) {
    var values = sent.checked(Checks.ofChange());
    var found = sets.find(id);
    if (found.builtIn() && (sent.url() != null || sent.header() != null)) {
      throw Refusal.unsound(
          "/url",
          "skill-set-built-in",
          "This skill set is built in; only its name and" + " description can be changed.");
    }
    GuardedAddresses.keepHeader(found.url(), found.header(), sent.url(), sent.header());
    var changed = sets.change(id, values);
    transactions.write(tx -> {
      SkillSetStore.header(tx, sealer, UUID.fromString(changed.id()), sent.header());
      return true;
    });
    return sent.url() == null && sent.header() == null ? sets.find(id) : refresh(id);
  }

  /** Reloads its skills; its health shows the outcome. */
  @PostMapping("/{id}/refresh")
  SkillSetView refresh(@PathVariable String id) {
    var found = sets.find(id);
    if (found.archived()) {
      throw Refusal.conflict("archived", "This skill set is archived. Unarchive it first.");
    }
    outside.check(Contract.CHECK_SKILL_SET, found.id());
    return sets.find(id);
  }

  @PostMapping("/{id}/archive")
  SkillSetView archive(@PathVariable String id) {
    return sets.archive(id, true);
  }

  @PostMapping("/{id}/unarchive")
  SkillSetView unarchive(@PathVariable String id) {
    return sets.archive(id, false);
  }

  @GetMapping("/{id}/used-by")
  Uses usedBy(@PathVariable String id) {
    return sets.usedBy(id);
  }
}
