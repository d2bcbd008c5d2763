package dev.parley.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which model is asked, and how much of it may be used. Its key is kept apart, sealed.
 *
 * @param baseUrl what {@code /chat/completions} or {@code /messages} is added to
 * @param timeoutSeconds for one request
 * @param maxOutputTokens of one answer
 * @param dailyTokens both directions of a day of UTC; null without a limit
 * @param inputPrice of a million tokens; null when unknown
 * @param outputPrice of a million tokens; null when unknown
 * @param dailyCost in the currency of the prices; null without a limit
 */
public record ModelSettings(
    Provider provider,
    @Nullable String baseUrl,
    @Nullable String model,
    int timeoutSeconds,
    int maxOutputTokens,
    @Nullable Long dailyTokens,
    @Nullable Double inputPrice,
    @Nullable Double outputPrice,
    @Nullable Double dailyCost) {
  /** For one request; two of them and what is around them fit into an attempt of a step. */
  public static final int TIMEOUT_SECONDS = 20;

  /** Of one answer. */
  public static final int MAX_OUTPUT_TOKENS = 1_000;

  private static final double PRICED = 1_000_000;

  /** No model. */
  public static final ModelSettings NONE =
      new ModelSettings(
          Provider.NONE, null, null, TIMEOUT_SECONDS, MAX_OUTPUT_TOKENS, null, null, null, null);

  /** Who speaks which protocol. */
  public enum Provider {
    /** No model: the built-in extraction works. */
    @JsonProperty("none")
    NONE,
    /** OpenAI, and whatever speaks its chat completions. */
    @JsonProperty("openai")
    OPENAI,
    /** Anthropic's messages. */
    @JsonProperty("anthropic")
    ANTHROPIC;

    /** The spelling in JSON and in the store. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #wire}. */
    public static Provider of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  /** What this many tokens cost; 0 when the prices are unknown. */
  public double cost(long input, long output) {
    return (input * (inputPrice == null ? 0 : inputPrice)
            + output * (outputPrice == null ? 0 : outputPrice))
        / PRICED;
  }
}
