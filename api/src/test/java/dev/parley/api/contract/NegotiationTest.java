package dev.parley.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

class NegotiationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | true",
        "application/* | true",
        "application/json | true",
        "application/json; charset=UTF-8 | true",
        "application/json;charset=\"utf-8\" | true",
        "application/json;charset=iso-8859-1 | false",
        "application/json;charset=iso-8859-1, */*;q=0.1 | true",
        "text/html, application/xhtml+xml, */*;q=0.8 | true",
        "text/html, application/*;q=0.2 | true",
        "text/html | false",
        "application/problem+json | false",
        "application/json;q=0, */* | false",
        "application/json, */*;q=0 | true",
        "application/*;q=0, */* | false",
        "*/*;q=0 | false"
      })
  void theMostSpecificRangeDecides(String accept, boolean accepts) {
    assertThat(Negotiation.accepts(MediaType.parseMediaTypes(accept), MediaType.APPLICATION_JSON))
        .isEqualTo(accepts);
  }
}
