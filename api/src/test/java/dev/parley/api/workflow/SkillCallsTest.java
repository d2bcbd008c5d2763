package dev.parley.api.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.node.References.SkillFault;
import dev.parley.store.SkillSets.Skill;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SkillCallsTest {
  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of(
              "text", Map.of("type", "string", "title", "Text", "maxLength", 5),
              "count", Map.of("type", "integer", "minimum", 1),
              "kind", Map.of("enum", List.of("new", "old")),
              "tags", Map.of("type", "array", "items", Map.of("type", "string"), "maxItems", 2)),
          "required",
          List.of("text", "count"),
          "additionalProperties",
          false);
  private static final List<Skill> KNOWN =
      List.of(new Skill("find", null, null, SCHEMA, null, true));

  private static List<SkillFault> faults(Map<String, Object> arguments) {
    return SkillCalls.faults(KNOWN, "find", arguments);
  }

  private static List<String> places(Map<String, Object> arguments) {
    return faults(arguments).stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
  }

  @Test
  void validCallsHaveNoErrors() {
    assertThat(faults(Map.of("text", "abc", "count", 2, "kind", "old", "tags", List.of("x"))))
        .isEmpty();
  }

  @Test
  void aRequiredArgumentThatIsAbsentOrEmptyIsNamedByItsTitle() {
    assertThat(faults(Map.of("text", " \n", "kind", "new")))
        .containsExactly(
            new SkillFault("/arguments/text", "argument-missing", "\"Text\" is required."),
            new SkillFault("/arguments/count", "argument-missing", "\"count\" is required."));
  }

  @Test
  void anInvalidValueIsReportedWithItsPointer() {
    assertThat(
            places(
                Map.of(
                    "text", "too long",
                    "count", "two",
                    "kind", "other",
                    "tags", List.of("a", 1, "c"))))
        .containsExactlyInAnyOrder(
            "/arguments/text argument-invalid",
            "/arguments/count argument-invalid",
            "/arguments/kind argument-invalid",
            "/arguments/tags argument-invalid",
            "/arguments/tags/1 argument-invalid");
  }

  @Test
  void anUnknownArgumentIsReported() {
    assertThat(places(Map.of("text", "a", "count", 1, "colour", "red")))
        .containsExactly("/arguments/colour argument-unknown");
  }

  @Test
  void templateValuesAreNotChecked() {
    assertThat(
            faults(
                Map.of(
                    "text", "{{ message.text }}",
                    "count", "{{ conversation.fields.count }}",
                    "kind", "{% if true %}new{% endif %}",
                    "tags", List.of("{{ a }}", "{{ b }}", "{{ c }}"))))
        .isEmpty();
  }

  @Test
  void anUnknownSkillIsReportedUnlessNoneIsKnownYet() {
    assertThat(SkillCalls.faults(KNOWN, "lose", Map.of()))
        .extracting(SkillFault::code)
        .containsExactly("skill-unknown");
    assertThat(SkillCalls.faults(List.of(), "lose", Map.of())).isEmpty();
  }

  @Test
  void aSchemaThatCannotBeUsedFetchesNothingAndJudgesNothing() {
    var odd =
        List.of(
            new Skill(
                "odd",
                null,
                null,
                Map.of("properties", Map.of("a", Map.of("$ref", "http://192.0.2.1/schema.json"))),
                null,
                true),
            new Skill("circle", null, null, Map.of("$ref", "#"), null, true),
            new Skill("worse", null, null, Map.of("type", 7, "required", "all"), null, true));
    assertThat(SkillCalls.faults(odd, "odd", Map.of("a", 1))).isEmpty();
    assertThat(SkillCalls.faults(odd, "circle", Map.of("a", 1))).isEmpty();
    assertThat(SkillCalls.faults(odd, "worse", Map.of("a", 1))).isEmpty();
  }
}
