package dev.parley.node;

import dev.parley.conversation.EventType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a kind of node: its name, its place in the dashboard and how it fits into a graph. The
 * settings are described by {@link Setting}. JSON Schema, TypeScript types and the dashboard's
 * palette, panel, card and rules are derived from both.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Kind {
  /** The name in graphs, for example {@code sendMessage}. Never changes once it is published. */
  String name();

  /** The name on screen, in title case. */
  String title();

  /** Its place in the palette. */
  Section section();

  /** The purpose, in one sentence. */
  String help();

  /** Further words to find it by. */
  String keywords() default "";

  /**
   * The name of an icon at <a href="https://tabler.io/icons">Tabler</a>, for example {@code
   * tag-off}.
   */
  String icon();

  /** The color of its icon. */
  Color color();

  /** The text of its card. A setting's name in braces stands for its value. */
  String summary();

  /** The text of its card while a setting that the summary names is empty. */
  String unset() default "";

  /** Further words for the panel of a kind without settings. */
  String note() default "";

  /** The handles that edges may leave from, in the order in which they are drawn. */
  Handle[] handles() default @Handle(name = Node.NEXT, title = "Next");

  /** The events that it may cause; a workflow that starts with one of them must not use it. */
  Cause[] causes() default {};

  /** The names in its output that the dashboard offers to later templates. */
  String[] outputs() default {};

  /** A handle and its name on screen. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Handle {
    /** The name in graphs. */
    String name();

    /** The name on screen. */
    String title();
  }

  /** An event that a node may cause. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Cause {
    /** The event. */
    EventType value();

    /** The name of the switch that must be on for it; empty if it is always possible. */
    String when() default "";
  }

  /** The places of the palette, in its order. */
  enum Section {
    TRIGGERS("Triggers", ""),
    MESSAGING("Actions", "Messaging"),
    CONVERSATION("Actions", "Conversation management"),
    LABELS("Actions", "Labels"),
    ASSIGNMENT("Actions", "Assignment"),
    AI("Actions", "AI-powered"),
    FLOW("Flow Control", ""),
    INTEGRATION("Integration", "");

    private final String category;
    private final String group;

    Section(String category, String group) {
      this.category = category;
      this.group = group;
    }

    /** The heading on screen. */
    public String category() {
      return category;
    }

    /** The heading below it; empty for none. */
    public String group() {
      return group;
    }
  }

  /** The colors of the dashboard's theme. */
  enum Color {
    BLUE,
    CYAN,
    GRAPE,
    GRAY,
    INDIGO,
    LIME,
    ORANGE,
    PINK,
    TEAL,
    VIOLET,
    YELLOW
  }
}
