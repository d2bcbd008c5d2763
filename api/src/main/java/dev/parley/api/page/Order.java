package dev.parley.api.page;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The order of a list. */
public enum Order {
  @JsonProperty("asc")
  ASC,
  @JsonProperty("desc")
  DESC
}
