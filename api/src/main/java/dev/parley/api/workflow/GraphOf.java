package dev.parley.api.workflow;

import dev.parley.graph.Graph;
import java.util.UUID;
import org.jooq.DSLContext;

/** A workflow's graph as its author sees it. */
public interface GraphOf {
  /** The working copy, else the newest version, else one trigger ready to configure. */
  Graph newest(DSLContext tx, UUID workflow);
}
