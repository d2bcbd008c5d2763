package dev.parley.api.page;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which end of a list comes first. */
public enum Order {
  @JsonProperty("asc")
  ASC,
  @JsonProperty("desc")
  DESC
}
