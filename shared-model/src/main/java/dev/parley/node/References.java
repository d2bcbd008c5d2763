package dev.parley.node;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  /** A fault in how a skill is called; the pointer is relative to the node's settings. */
  record SkillFault(String pointer, String code, String message) {}

  /**
   * Holds the call of a skill against what its skill set told of it.
   *
   * @param skillSet id or name
   * @param arguments by name; text among them may be a template, whose value is not known yet
   * @return what keeps the skill from being run so; empty as well when the skill set is unknown or
   *     has not told its skills yet
   */
  default List<SkillFault> skillFaults(
      String skillSet, String skill, Map<String, Object> arguments) {
    return List.of();
  }

  /** The id, or what was given when nothing has it. */
  default String idOr(Kind kind, String idOrName) {
    return id(kind, idOrName).orElse(idOrName);
  }
}
