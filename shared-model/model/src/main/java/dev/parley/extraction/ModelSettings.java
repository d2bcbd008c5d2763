package dev.parley.extraction;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The model to use and its limits. Its key is stored separately, sealed.
 *
 * @param baseUrl the address to which {@code /chat/completions} or {@code /messages} is appended
 * @param timeoutSeconds for one request
 * @param maxOutputTokens for one answer
 * @param dailyTokens input and output tokens per UTC day; null without a limit
 * @param inputPrice per million tokens; null if unknown
 * @param outputPrice per million tokens; null if unknown
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
  /** For one request; two of them plus overhead fit into one attempt of a step. */
  public static final int TIMEOUT_SECONDS = 20;

  /** For one answer. */
  public static final int MAX_OUTPUT_TOKENS = 1_000;

  private static final double PRICED = 1_000_000;

  /** No model configured. */
  public static final ModelSettings NONE =
      new ModelSettings(
          Provider.NONE, null, null, TIMEOUT_SECONDS, MAX_OUTPUT_TOKENS, null, null, null, null);

  /** The protocol that a model speaks. */
  public enum Provider {
    /** No model: the built-in extraction is used. */
    @JsonProperty("none")
    NONE,
    /** OpenAI, and any service that is compatible with its chat completions. */
    @JsonProperty("openai")
    OPENAI,
    /** Anthropic's messages API. */
    @JsonProperty("anthropic")
    ANTHROPIC;

    /** Returns the spelling used in JSON and in the database. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads {@link #wire}. */
    public static Provider of(String wire) {
      return valueOf(wire.toUpperCase(Locale.ROOT));
    }
  }

  /** Returns the cost of this many tokens; 0 if the prices are unknown. */
  public double cost(long input, long output) {
    return (input * (inputPrice == null ? 0 : inputPrice)
            + output * (outputPrice == null ? 0 : outputPrice))
        / PRICED;
  }
}
