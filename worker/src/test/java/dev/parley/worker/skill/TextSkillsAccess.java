package dev.parley.worker.skill;

import java.util.Map;

/** Gives tests of other packages access to the text skills. */
public final class TextSkillsAccess {
  private TextSkillsAccess() {}

  /** Runs {@code find_references}. */
  public static Map<String, Object> references(String text) {
    return TextSkills.references(Map.of("text", text));
  }

  /** Runs {@code detect_language}. */
  public static Map<String, Object> language(String text) {
    return TextSkills.language(Map.of("text", text));
  }
}
