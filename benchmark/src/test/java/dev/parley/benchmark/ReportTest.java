package dev.parley.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String DOCUMENT =
      """
      # Performance

      <!-- begin intake -->
      ## Accepting events

      Old figures.
      <!-- end intake -->

      ## By hand

      Stays.

      <!-- begin dashboard -->
      ## The dashboard

      Measured by another script.
      <!-- end dashboard -->
      """;

  @Test
  void aSectionReplacesItsOwnFiguresOnly() {
    assertThat(Report.with(DOCUMENT, "intake", "## Accepting events\n\n$1 \\n of new ones.\n\n"))
        .isEqualTo(DOCUMENT.replace("Old figures.", "$1 \\n of new ones."));
  }

  @Test
  void theLastSectionIsFoundAtTheEndOfTheDocument() {
    assertThat(Report.with(DOCUMENT, "dashboard", "## The dashboard\n\nAnew."))
        .isEqualTo(DOCUMENT.replace("Measured by another script.", "Anew."));
  }

  @Test
  void aSectionNotYetInTheDocumentComesLast() {
    assertThat(Report.with(DOCUMENT, "flat", "## The cost of history"))
        .isEqualTo(DOCUMENT + "\n<!-- begin flat -->\n## The cost of history\n<!-- end flat -->\n");
  }
}
