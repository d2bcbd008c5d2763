package dev.parley.node;

import dev.parley.template.JsonTemplate;
import dev.parley.template.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a skill of an installed skill set.
 *
 * @param skillSet id, or before resolving also the name
 * @param arguments by the skill's parameter names; strings in them are templates
 * @param keepReply false to discard the result; true by default
 * @param sampleReply the result used by test runs
 */
@Kind(
    name = "customSkill",
    title = "Custom Skill",
    section = Kind.Section.AI,
    help = "Run a custom skill from one of your installed Skill Sets.",
    keywords = "tool function mcp run",
    icon = "puzzle",
    color = Kind.Color.PINK,
    summary = "Run {skill} of {skillSet}",
    unset = "Choose the skill to run",
    outputs = "result")
record CustomSkill(
    @Setting(
            label = "Skill set",
            placeholder = "Choose a skill set",
            catalogue = References.Kind.SKILL_SET,
            required = true,
            example = "Orders")
        String skillSet,
    @Setting(
            label = "Skill",
            placeholder = "Choose the skill to run",
            required = true,
            example = "find_order")
        String skill,
    @Setting(label = "Arguments") Map<String, Object> arguments,
    @Setting(
            label = "Keep the reply",
            help =
                "Turn this off for tokens and personal data. Later steps and "
                    + "people then cannot read the reply.")
        @Nullable Boolean keepReply,
    @Setting(
            label = "Sample reply",
            help = "The result that a test run uses instead of running the skill")
        @Nullable Object sampleReply)
    implements Node.Calling {

  CustomSkill(
      @Nullable String skillSet,
      @Nullable String skill,
      @Nullable Map<String, Object> arguments,
      @Nullable Boolean keepReply,
      @Nullable Object sampleReply) {
    this.skillSet = skillSet == null ? "" : skillSet;
    this.skill = skill == null ? "" : skill;
    this.arguments = arguments == null ? Map.of() : arguments;
    this.keepReply = keepReply;
    this.sampleReply = sampleReply;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Call call(Scope scope) {
    var filled = scope.tree(new JsonTemplate(arguments));
    return new Call.Skill(skillSet, skill, (Map<String, Object>) Objects.requireNonNull(filled));
  }

  private boolean keepsReply() {
    return !Boolean.FALSE.equals(keepReply);
  }

  @Override
  public Next on(Reply reply) {
    return new Next(NEXT, keepsReply() ? reply.content() : Map.of(), List.of());
  }

  @Override
  public Reply sample() {
    return new Reply(Map.of("result", sampleReply == null ? Map.of() : sampleReply));
  }

  @Override
  public Vocabulary.Shape output() {
    return new Vocabulary.Shape.Closed(
        keepsReply() ? Map.of("result", new Vocabulary.Shape.Open()) : Map.of());
  }

  @Override
  public void inspect(Inspection inspection) {
    if (skillSet.isBlank()) {
      inspection.problem("/skillSet", "skill-set-missing", "Choose a skill set.");
    } else {
      inspection.reference("/skillSet", References.Kind.SKILL_SET, skillSet);
      if (skill.isBlank()) {
        inspection.problem("/skill", "skill-missing", "Choose the skill to run.");
      } else {
        inspection.skill(skillSet, skill, arguments);
      }
    }
    inspection.tree("/arguments", new JsonTemplate(arguments));
  }

  @Override
  public Node resolved(References references) {
    return new CustomSkill(
        skillSet.isBlank() ? "" : references.idOr(References.Kind.SKILL_SET, skillSet),
        skill,
        arguments,
        keepReply,
        sampleReply);
  }
}
