package dev.parley.api.audit;

import dev.parley.api.audit.AuditEntry.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries to list; null means all.
 *
 * @param actor the id of a person or a key, or a name
 * @param objectIds the forms in which the object's id may be stored
 */
record AuditFilter(
    @Nullable String actor,
    @Nullable String operation,
    @Nullable String objectKind,
    @Nullable List<String> objectIds,
    @Nullable Outcome outcome,
    @Nullable Instant from,
    @Nullable Instant to) {}
