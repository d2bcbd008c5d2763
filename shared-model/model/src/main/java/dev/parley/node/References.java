package dev.parley.node;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogues that graphs refer to, by id or by name: labels, users, personas, fields and skill
 * sets.
 */
public interface References {

  /** The catalogue of a reference. */
  enum Kind {
    LABEL,
    USER,
    PERSONA,
    FIELD,
    SKILL_SET;

    /** Returns the display name, for example "skill set". */
    public String title() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Returns the name in problem codes and catalogues, for example "skill-set". */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Returns the id of the entry with this id or (ignoring case) name; archived entries are not
   * found.
   */
  Optional<String> id(Kind kind, String idOrName);

  /** Returns the names of all secrets. */
  Set<String> secrets();

  /** An error in the call of a skill; the pointer is relative to the node's settings. */
  record SkillFault(String pointer, String code, String message) {}

  /**
   * Checks the call of a skill against the skill set's published schema.
   *
   * @param skillSet id or name
   * @param arguments by name; strings in them may be templates, whose values are not known yet
   * @return the errors that keep the skill from being run; also empty if the skill set is unknown
   *     or its skills have not been loaded yet
   */
  default List<SkillFault> skillFaults(
      String skillSet, String skill, Map<String, Object> arguments) {
    return List.of();
  }

  /** Returns the id, or the argument itself if nothing has that id or name. */
  default String idOr(Kind kind, String idOrName) {
    return id(kind, idOrName).orElse(idOrName);
  }
}
