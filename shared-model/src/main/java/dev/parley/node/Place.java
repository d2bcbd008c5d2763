package dev.parley.node;

/** Where a rendered template ends up; values are escaped for it. */
public enum Place {
  /** Plain text for people; nothing is escaped and a value that is absent is empty. */
  TEXT,
  /** Inside the quotes of a JSON string; a value that is absent is empty. */
  JSON_STRING,
  /** One or more segments of a URL's path; a value cannot add a segment and must be present. */
  PATH,
  /** The query of a URL; a value cannot add a parameter and must be present. */
  QUERY,
  /** The value of an HTTP header; a line break in it is refused and a value must be present. */
  HEADER
}
