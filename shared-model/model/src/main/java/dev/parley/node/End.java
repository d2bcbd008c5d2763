package dev.parley.node;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** Ends the execution here. A handle without an edge does the same. */
@JsonTypeName("end")
record End() implements Node.Ending {
  @Override
  public List<String> handles() {
    return List.of();
  }
}
