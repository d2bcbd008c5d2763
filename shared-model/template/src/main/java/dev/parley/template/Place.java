package dev.parley.template;

/** The destination of rendered text, which determines how values are escaped. */
public enum Place {
  /** Plain text for human readers; nothing is escaped and an absent value is empty. */
  TEXT,
  /** Inside the quotes of a JSON string; an absent value is empty. */
  JSON_STRING,
  /** One or more segments of a URL's path; a value is required and cannot add a segment. */
  PATH,
  /** The query of a URL; a value is required and cannot add a parameter. */
  QUERY,
  /** The value of an HTTP header; a value is required and must not contain a line break. */
  HEADER
}
