package dev.parley.api.workflow;

import dev.parley.graph.Graph;
import java.util.UUID;
import org.jooq.DSLContext;

/** A workflow's graph as its author sees it. */
public interface GraphOf {
  /** Returns the working copy, else the newest version, else a blank graph. */
  Graph newest(DSLContext tx, UUID workflow);
}
