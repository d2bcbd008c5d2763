package dev.parley.api.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as it is shown (design section 13).
 *
 * @param trigger the active version's, else the newest graph's; null while none is chosen
 * @param versions how many were saved
 * @param executions how many ran, production and manual
 * @param revision of the working copy, saves, publishes and renames: the ETag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WorkflowView(
    String id,
    String slug,
    String name,
    String description,
    @Nullable String trigger,
    String status,
    int versions,
    long executions,
    long failures,
    @Nullable Integer activeVersion,
    long revision,
    boolean hasWorkingCopy,
    String changedBy,
    OffsetDateTime createdAt,
    OffsetDateTime updatedAt) {}
