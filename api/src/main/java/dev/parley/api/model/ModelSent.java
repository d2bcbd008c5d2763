package dev.parley.api.model;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import dev.parley.api.input.Checks;
import dev.parley.api.outside.WebAddress;
import dev.parley.extraction.ModelSettings;
import dev.parley.extraction.Tuning;
import io.swagger.v3.oas.annotations.media.Schema;
import java.net.URI;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The model's settings in a request, always complete: absent values have their defaults.
 *
 * @param key absent to keep it, empty to remove it
 */
@Schema(name = "NewModelSettings")
record ModelSent(
    @Schema(
            requiredMode = REQUIRED,
            allowableValues = {"none", "openai", "anthropic"})
        @Nullable String provider,
    @Schema(maxLength = 2_000) @Nullable String baseUrl,
    @Schema(maxLength = 200) @Nullable String model,
    @Schema(pattern = "^[\\x21-\\x7e]{0,4000}$") @Nullable String key,
    @Schema(minimum = "5", maximum = "20") @Nullable Integer timeoutSeconds,
    @Schema(minimum = "100", maximum = "8000") @Nullable Integer maxOutputTokens,
    @Schema(minimum = "1", maximum = "1000000000000") @Nullable Long dailyTokens,
    @Schema(minimum = "0", maximum = "1000000") @Nullable Double inputPrice,
    @Schema(minimum = "0", maximum = "1000000") @Nullable Double outputPrice,
    @Schema(minimum = "0", maximum = "1000000") @Nullable Double dailyCost,
    @Nullable TuningSent tuning) {
  private static final Set<String> PROVIDERS = Set.of("none", "openai", "anthropic");
  private static final double MOST_MONEY = 1_000_000;
  private static final long MOST_TOKENS = 1_000_000_000_000L;

  /** The built-in extraction's settings in a request. */
  @Schema(name = "NewTuning")
  record TuningSent(
      @Schema(minimum = "0", maximum = "1") @Nullable Double labelScore,
      @Schema(minimum = "0", maximum = "1") @Nullable Double labelMargin,
      @Schema(minimum = "0", maximum = "1") @Nullable Double sentimentBand,
      @Schema(pattern = "^[A-Z]{2}$") @Nullable String region,
      @Nullable String timeZone) {

    Tuning tuning() {
      var usual = Tuning.DEFAULT;
      return new Tuning(
          or(labelScore, usual.labelScore()),
          or(labelMargin, usual.labelMargin()),
          or(sentimentBand, usual.sentimentBand()),
          or(region, usual.region()),
          or(timeZone, usual.timeZone()));
    }

    private static <T> T or(@Nullable T sent, T usual) {
      return sent == null ? usual : sent;
    }

    void check(Checks checks) {
      checks
          .range("tuning/labelScore", labelScore, 0, 1)
          .range("tuning/labelMargin", labelMargin, 0, 1)
          .range("tuning/sentimentBand", sentimentBand, 0, 1)
          .that(
              region == null || Set.of(Locale.getISOCountries()).contains(region),
              "tuning/region",
              "region-unknown",
              "A region must be two capital letters such as US.")
          .that(
              timeZone == null || ZoneId.getAvailableZoneIds().contains(timeZone),
              "tuning/timeZone",
              "time-zone-unknown",
              "A time zone must be a name such as Europe/Zurich.");
    }
  }

  /**
   * Returns the settings after validation.
   *
   * @param kept the previous settings
   * @param hasKey true if a key is stored with them
   */
  ModelSettings checked(ModelSettings kept, boolean hasKey) {
    var checks = Checks.ofNew();
    checks
        .needed("provider", provider, 20)
        .oneOf("provider", provider, PROVIDERS)
        .optional("baseUrl", baseUrl, 2_000)
        .optional("model", model, 200)
        .that(
            key == null || key.matches("[\\x21-\\x7e]{0,4000}"),
            "key",
            "key-value",
            "A key can have at most 4,000 characters, and no spaces or line breaks.")
        .range("timeoutSeconds", timeoutSeconds, 5, ModelSettings.TIMEOUT_SECONDS)
        .range("maxOutputTokens", maxOutputTokens, 100, 8_000)
        .range("dailyTokens", dailyTokens, 1, MOST_TOKENS)
        .range("inputPrice", inputPrice, 0, MOST_MONEY)
        .range("outputPrice", outputPrice, 0, MOST_MONEY)
        .range("dailyCost", dailyCost, 0, MOST_MONEY)
        .that(
            dailyCost == null || (inputPrice != null && outputPrice != null),
            "dailyCost",
            "price-missing",
            "A cost limit requires both prices.");
    if (tuning != null) {
      tuning.check(checks);
    }
    var asks = provider != null && !provider.equals("none");
    if (asks) {
      checks
          .needed("baseUrl", baseUrl, 2_000)
          .needed("model", model, 200)
          .that(
              baseUrl == null || WebAddress.isWeb(baseUrl),
              "baseUrl",
              "url-invalid",
              "Enter the URL of a model, for example https://models.example.com/v1.");
    }
    checks.orThrow();
    if (!asks) {
      return settings(ModelSettings.Provider.NONE, null, null);
    }
    var settings =
        settings(
            ModelSettings.Provider.of(Objects.requireNonNull(provider)),
            Objects.requireNonNull(baseUrl).strip(),
            Objects.requireNonNull(model).strip());
    checks
        .that(
            key != null || !hasKey || goesWhere(kept).equals(goesWhere(settings)),
            "key",
            "key-again",
            "The key was entered for another address. Enter it again, or clear it.")
        .orThrow();
    return settings;
  }

  private ModelSettings settings(
      ModelSettings.Provider provider, @Nullable String baseUrl, @Nullable String model) {
    return new ModelSettings(
        provider,
        baseUrl,
        model,
        timeoutSeconds == null ? ModelSettings.TIMEOUT_SECONDS : timeoutSeconds,
        maxOutputTokens == null ? ModelSettings.MAX_OUTPUT_TOKENS : maxOutputTokens,
        dailyTokens,
        inputPrice,
        outputPrice,
        dailyCost);
  }

  private static String goesWhere(ModelSettings settings) {
    var url = settings.baseUrl();
    return settings.provider() + " " + (url == null ? "" : WebAddress.origin(URI.create(url)));
  }

  /** Returns the built-in extraction's settings. */
  Tuning tuned() {
    return tuning == null ? Tuning.DEFAULT : tuning.tuning();
  }
}
