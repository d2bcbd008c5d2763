package dev.parley.api.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.Map;

/** The groups of operations, named for the noun that their paths begin with. */
final class Tags {
  private static final Map<String, String> TOLD =
      Map.ofEntries(
          Map.entry("account", "The caller's own password, second factor and sessions"),
          Map.entry("api-keys", "Keys of services, each with its scopes"),
          Map.entry("audit", "What people and services did"),
          Map.entry("channels", "Accounts through which messages come and go"),
          Map.entry("contacts", "The customers"),
          Map.entry("conversations", "Conversations with customers, and their messages"),
          Map.entry("events", "What happened elsewhere, as CloudEvents"),
          Map.entry("executions", "Runs of workflows, step by step"),
          Map.entry("fields", "Custom fields of contacts and conversations"),
          Map.entry("erasures", "Erasures of contacts, with their progress and results"),
          Map.entry("health", "The health of an instance"),
          Map.entry("labels", "Labels of conversations"),
          Map.entry("models", "The language model that AI Extraction uses"),
          Map.entry("personas", "AI personas to whom conversations are assigned"),
          Map.entry("rejected-events", "Rejected events, for correction"),
          Map.entry("secrets", "Values that graphs refer to by name and that cannot be read"),
          Map.entry("segments", "Saved filters of contacts"),
          Map.entry("session", "Signing in to the dashboard"),
          Map.entry("settings", "Settings of the installation"),
          Map.entry("skill-sets", "Servers of skills"),
          Map.entry("subscriptions", "Other systems that receive Parley's own events"),
          Map.entry("users", "People to whom conversations are assigned"),
          Map.entry("workflows", "Workflows, their versions and their runs"));

  private Tags() {}

  static void tell(OpenAPI document) {
    document.setTags(
        document.getPaths().values().stream()
            .flatMap(path -> path.readOperations().stream())
            .flatMap(operation -> operation.getTags().stream())
            .distinct()
            .sorted()
            .map(name -> new Tag().name(name).description(TOLD.getOrDefault(name, name)))
            .toList());
  }
}
