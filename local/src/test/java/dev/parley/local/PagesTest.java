package dev.parley.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages of the repository name what exists, and its code names pages that exist. */
class PagesTest {
  private static final Pattern CITED_PAGE = Pattern.compile("docs/[\\w/-]+\\.(?:md|json|txt)");

  /** Documents that are not in the repository. */
  private static final Pattern CITED_ELSEWHERE =
      Pattern.compile(
          "(?i)\\bdesign,? section\\b|\\(design,|\\(guide\\b|(?<!user['’]s )\\bguide['’]s\\b");

  @Test
  void everyPageNamesWhatExists() {
    var pages = Page.all();
    assertThat(pages).extracting(Page::toString).contains("README.md", "docs/architecture.md");
    assertThat(pages.stream().flatMap(page -> PageCheck.missing(page).stream())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [the api](docs/nowhere.md)                         | file behind the link docs/nowhere.md
          [rules](docs/events.md#no-such-rule)               | heading behind the link docs/events.md#no-such-rule
          [above](#nothing-above)                            | heading behind the link #nothing-above
          ![a picture](docs/images/none.png)                 | file behind the link docs/images/none.png
          <img src="docs/images/none.png">                   | file behind the link docs/images/none.png
          [`Begin`](local/src/main/java/dev/parley/local/Start.java) | class Begin behind the link local/src/main/java/dev/parley/local/Start.java
          See `deploy/no-such-script.sh`.                    | file deploy/no-such-script.sh
          See `editor/Nothing.tsx`.                          | file editor/Nothing.tsx
          `NoSuchFile.java` does it.                         | file NoSuchFile.java
          `NothingOfTheKindIT` shows it.                     | test NothingOfTheKindIT
          Set `PARLEY_NO_SUCH_SETTING`.                      | setting PARLEY_NO_SUCH_SETTING
          `GET /api/v1/nothing/{id}`                         | operation GET /nothing/{}
          `./start --backwards`                              | option ./start --backwards
          `npm run nothing`                                  | script npm run nothing
          `npx playwright test nothing`                      | journey playwright test nothing
          `./mvnw -pl nowhere -am test`                      | module nowhere
          `./mvnw -pl local -am test -Dtest=NothingAtAll`    | test NothingAtAll
          `./mvnw verify -Pnothing`                          | profile nothing
          """)
  void whatDoesNotExistIsFound(String text, String named) {
    assertThat(PageCheck.missing(new Page(Path.of("README.md"), text + "\n")))
        .containsExactly("README.md: there is no " + named);
  }

  @Test
  void whatExistsIsNotFound() {
    var text =
        """
        # Of links

        [this](#of-links), [events](docs/events.md#errors), [Start.java](https://example.com/Start.java),
        [`Start`](local/src/main/java/dev/parley/local/Start.java), `docs/events.md`, `local/target/x.txt`,
        `application/json`, `GET /api/v1/workflows/{id}`, `./start --reset`, `npm run dev`,
        `./mvnw -pl local -am test -Dtest=PagesTest`, `PARLEY_PORT`, `PagesTest`, `./mvnw verify -Plong`
        """;
    assertThat(PageCheck.missing(new Page(Path.of("README.md"), text))).isEmpty();
  }

  @Test
  void codeCitesPagesOfTheRepositoryOnly() {
    assertThat(Sources.code().flatMap(PagesTest::citedWithoutBeingHere)).isEmpty();
  }

  private static Stream<String> citedWithoutBeingHere(Path file) {
    if (file.endsWith("PagesTest.java")) {
      return Stream.empty();
    }
    var text = Sources.text(file);
    var pages =
        CITED_PAGE
            .matcher(text)
            .results()
            .map(match -> match.group())
            .filter(page -> !Files.exists(Checkout.root().resolve(page)));
    var elsewhere = CITED_ELSEWHERE.matcher(text).results().map(match -> match.group());
    return Stream.concat(pages, elsewhere).map(cited -> file + " cites " + cited);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /** One of them (design section 13). */   | design section
          /** A kind (guide, "Delay nodes"). */     | (guide
          // The guide's order.                     | guide's
          """)
  void documentsFromElsewhereAreFound(String comment, String cited) {
    assertThat(CITED_ELSEWHERE.matcher(comment).results().map(match -> match.group()).toList())
        .isEqualTo(List.of(cited));
  }
}
