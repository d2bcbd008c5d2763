package dev.parley.node;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What graphs may refer to: labels, users, personas, fields and skill sets, by id or by name. */
public interface References {

  /** What a reference is to. */
  enum Kind {
    LABEL,
    USER,
    PERSONA,
    FIELD,
    SKILL_SET;

    /** As people say it, for example "skill set". */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** As problem codes and catalogues spell it, for example "skill-set". */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The id of what has this id or, whatever its case, this name; archived things are not found. */
  Optional<String> id(Kind kind, String idOrName);

  /** The names of all secrets. */
  Set<String> secrets();

  /** The id, or what was given when nothing has it. */
  default String idOr(Kind kind, String idOrName) {
    return id(kind, idOrName).orElse(idOrName);
  }
}
