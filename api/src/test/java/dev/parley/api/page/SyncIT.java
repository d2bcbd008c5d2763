package dev.parley.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.RunningApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that copies contacts and conversations misses no concurrent change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyncIT {
  private static final String BEGINNING = "2000-01-01T00:00:00Z";
  private final RunningApi api = new RunningApi();

  @AfterAll
  void stop() {
    api.close();
  }

  /** Reads a list once from a moment on; returns where the next read begins. */
  private String walk(String list, String since, List<String> seen) {
    var path =
        list
            + "?sort=updatedAt&order=asc&limit=7&updatedSince="
            + URLEncoder.encode(since, StandardCharsets.UTF_8);
    var last = since;
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
      seen.addAll(page.items("id"));
      var times = page.items("updatedAt");
      assertThat(times).isSorted();
      last = times.isEmpty() ? last : times.getLast();
      if (page.at("/nextCursor").isEmpty()) {
        return last;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"contacts", "conversations"})
  void concurrentChangesAreIncludedInTheSameRead(String list) {
    var ids = new ArrayList<String>();
    for (int i = 0; i < 30; i++) {
      ids.add("w-" + UUID.randomUUID());
      make(list, ids.getLast());
    }
    var path = list + "?sort=updatedAt&order=asc&limit=10";
    var seen = new ArrayList<String>();
    var changed = false;
    for (var page = api.get(path); ; page = api.get(path + "&cursor=" + page.at("/nextCursor"))) {
      seen.addAll(page.items("id"));
      if (!changed) {
        changed = true;
        change(list, ids.get(25));
        change(list, ids.get(3));
      }
      if (page.at("/nextCursor").isEmpty()) {
        break;
      }
    }
    assertThat(seen).containsAll(ids);
  }

  @Test
  void lateCommitsAreNotMissed() throws SQLException {
    var early = "late-" + UUID.randomUUID();
    make("contacts", early);
    var seen = new ArrayList<String>();
    var since = walk("contacts", BEGINNING, seen);
    assertThat(seen).contains(early);
    try (var slow = api.sql()) {
      slow.setAutoCommit(false);
      slow.createStatement()
          .execute(
              "update contact set name = 'Changed', updated_at = now() where id = '" + early + "'");
      var after = "after-" + UUID.randomUUID();
      make("contacts", after);
      seen.clear();
      since = walk("contacts", since, seen);
      assertThat(seen)
          .as("what is dated after something that may still come")
          .doesNotContain(after);
      slow.commit();
      seen.clear();
      walk("contacts", since, seen);
      assertThat(seen).containsSubsequence(early, after);
    }
  }

  @Test
  void manyWritersAndOneThatFollowsThem() throws Exception {
    var made = java.util.Collections.synchronizedSet(new HashSet<String>());
    var writing = true;
    Set<String> seen = new HashSet<>();
    try (var writers = Executors.newFixedThreadPool(6)) {
      for (int i = 0; i < 6; i++) {
        writers.execute(() -> {
          for (int n = 0; n < 40; n++) {
            var id = "f-" + UUID.randomUUID();
            make("conversations", id);
            made.add(id);
          }
        });
      }
      writers.shutdown();
      var since = BEGINNING;
      while (writing) {
        writing = !writers.awaitTermination(20, TimeUnit.MILLISECONDS);
        var some = new ArrayList<String>();
        since = walk("conversations", since, some);
        seen.addAll(some);
      }
      var rest = new ArrayList<String>();
      walk("conversations", since, rest);
      seen.addAll(rest);
    }
    assertThat(made).hasSize(240);
    assertThat(seen).containsAll(made);
  }

  @Test
  void archivingIsAChange() {
    var id = "a-" + UUID.randomUUID();
    make("contacts", id);
    var since = walk("contacts", BEGINNING, new ArrayList<>());
    assertThat(api.post("contacts/" + id + "/archive", "{}").status()).isEqualTo(200);
    var path = "contacts?archived=all&order=asc&updatedSince=" + since.replace("+", "%2B");
    assertThat(api.get(path).items("id")).contains(id);
    assertThat(api.get("contacts?updatedSince=today").at("/parameter")).isEqualTo("updatedSince");
    assertThat(api.get("contacts?sort=name").status()).isEqualTo(400);
  }

  @Test
  void aCursorBelongsToItsListAndFilters() {
    for (int i = 0; i < 3; i++) {
      make("contacts", "p-" + UUID.randomUUID());
      make("conversations", "p-" + UUID.randomUUID());
      api.post("labels", "{'name': 'P " + UUID.randomUUID() + "'}");
      api.post("users", "{'name': 'P " + UUID.randomUUID() + "'}");
    }
    var lists =
        List.of(
            "contacts?limit=1",
            "contacts?limit=1&order=asc",
            "conversations?limit=1",
            "conversations?limit=1&status=open",
            "labels?limit=1",
            "users?limit=1");
    for (var from : lists) {
      var cursor = api.get(from).at("/nextCursor");
      assertThat(cursor).as(from).isNotEmpty();
      for (var to : lists) {
        var answer = api.get(to + "&cursor=" + cursor);
        assertThat(answer.status()).as(from + " to " + to).isEqualTo(from.equals(to) ? 200 : 400);
        if (!from.equals(to)) {
          assertThat(answer.at("/code")).isEqualTo("cursor-invalid");
        }
      }
      assertThat(api.get(from.replace("limit=1", "limit=2") + "&cursor=" + cursor).status())
          .isEqualTo(200);
    }
  }

  private void make(String list, String id) {
    var json =
        list.equals("contacts")
            ? "{'id': '%s', 'name': 'Sample'}"
            : "{'id': '%s', 'channel': 'webchat'}";
    assertThat(api.post(list, json.formatted(id)).status()).isEqualTo(201);
  }

  private void change(String list, String id) {
    var json = list.equals("contacts") ? "{'name': 'Other'}" : "{'starred': true}";
    assertThat(api.send("PATCH", list + "/" + id, json).status()).isEqualTo(200);
  }
}
