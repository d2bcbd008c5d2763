package dev.parley.api.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Texts;
import dev.parley.api.Transactions;
import dev.parley.api.outside.OutsideChecks;
import dev.parley.api.problem.Refusal;
import dev.parley.api.security.Caller;
import dev.parley.api.security.Requires;
import dev.parley.api.security.RequiresToWrite;
import dev.parley.api.security.Scope;
import dev.parley.execution.Contract;
import dev.parley.extraction.ModelSettings;
import dev.parley.extraction.Tuning;
import dev.parley.secret.Sealer;
import dev.parley.store.Extractions;
import dev.parley.store.Models;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** {@code /models}: the model used by AI Extraction, if any, and its limits. */
@RestController
@RequestMapping("/api/v1/models")
@Requires(Scope.SETTINGS_READ)
@RequiresToWrite(Scope.SETTINGS_WRITE)
class ModelsController {
  private static final int LONGEST_MESSAGE = 4_096;
  private static final String SAMPLE = "Where is my order A-1002? It is late and I am angry.";

  private final Transactions transactions;
  private final OutsideChecks outside;
  private final Sealer sealer;
  private final JsonMapper mapper;

  ModelsController(
      Transactions transactions, OutsideChecks outside, Sealer sealer, JsonMapper mapper) {
    this.transactions = transactions;
    this.outside = outside;
    this.sealer = sealer;
    this.mapper = mapper;
  }

  /**
   * The settings in a response.
   *
   * @param keySet true if a key is stored; it is never returned
   * @param tuning of the built-in extraction
   */
  @Schema(name = "ModelSettings")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      ModelSettings.Provider provider,
      @Nullable String baseUrl,
      @Nullable String model,
      boolean keySet,
      int timeoutSeconds,
      int maxOutputTokens,
      @Nullable Long dailyTokens,
      @Nullable Double inputPrice,
      @Nullable Double outputPrice,
      @Nullable Double dailyCost,
      Today today,
      Tuning tuning,
      Tuning tuningDefaults,
      @Nullable String changedBy,
      @Nullable OffsetDateTime changedAt) {}

  /** Today's usage (UTC); the cost only if the prices are known. */
  @Schema(name = "ModelUse")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Today(
      LocalDate day, long calls, long inputTokens, long outputTokens, @Nullable Double cost) {}

  /** The input of a trial; a sample by default. */
  @Schema(name = "NewModelTrial")
  record TrialSent(
      @Schema(maxLength = LONGEST_MESSAGE, pattern = Texts.READABLE) @Nullable String message) {}

  /**
   * The outcome of a trial.
   *
   * @param method model or built-in
   */
  @Schema(name = "ModelTrial")
  @JsonIgnoreProperties("considered")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Trial(
      boolean ok,
      String method,
      @Nullable String model,
      long millis,
      @Nullable Tokens tokens,
      @Nullable Boolean repaired,
      @Nullable List<FoundLabel> labels,
      @Nullable List<FoundField> fields,
      @Nullable String sentiment,
      @Nullable Double sentimentConfidence,
      @Nullable TrialError error) {}

  /** The tokens used by a trial. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Tokens(long input, long output, @Nullable Boolean estimated) {}

  /** An extracted label. */
  @JsonIgnoreProperties("id")
  record FoundLabel(String name, double confidence) {}

  /** An extracted field. */
  @JsonIgnoreProperties("id")
  record FoundField(
      String key, @Schema(types = {"string", "number"}) Object value, double confidence) {}

  /** The reason why a trial failed. */
  record TrialError(String code, String message) {}

  @Operation(operationId = "getModels", summary = "Get the model that AI Extraction uses")
  @GetMapping
  Shown find() {
    return transactions.read(ModelsController::shown);
  }

  @Operation(operationId = "putModels", summary = "Choose the model that AI Extraction uses")
  @PutMapping
  Shown change(@RequestBody ModelSent sent, HttpServletRequest request) {
    var by = Caller.of(request).name();
    return transactions.write(tx -> {
      var kept = Models.kept(tx);
      var settings = sent.checked(kept.settings(), kept.key() != null);
      Models.keep(tx, settings, key(sent.key(), settings, kept), by);
      Extractions.tune(tx, sent.tuned(), by);
      return shown(tx);
    });
  }

  private byte @Nullable [] key(@Nullable String sent, ModelSettings settings, Models.Kept kept) {
    if (settings.provider() == ModelSettings.Provider.NONE) {
      return null;
    }
    return sent == null ? kept.key() : sent.isEmpty() ? null : sealer.seal(sent, Models.ASSOCIATED);
  }

  @Operation(operationId = "tryModels", summary = "Try the settings without writing anything")
  @PostMapping("/try")
  Trial attempt(@RequestBody(required = false) @Nullable TrialSent sent) {
    var given = sent == null ? null : sent.message();
    if (given != null && (Texts.isBlank(given) || !Texts.fits(given, LONGEST_MESSAGE))) {
      throw Refusal.unsound(
          "/message", "text-length", "A message must have 1 to 4,096 characters.");
    }
    var id = transactions.writeAside(tx -> Models.open(tx, given == null ? SAMPLE : given));
    Map<String, Object> answer;
    try {
      outside.check(Contract.TRY_MODEL, id.toString());
    } finally {
      answer = transactions.writeAside(tx -> Models.close(tx, id)).orElse(Map.of());
    }
    return trial(answer);
  }

  private Trial trial(Map<String, Object> answer) {
    if (answer.isEmpty()) {
      throw Refusal.of(
              503, "worker-unavailable", "The worker did not run the trial. Try again shortly.")
          .retryAfter(5);
    }
    return mapper.convertValue(answer, Trial.class);
  }

  private static Shown shown(DSLContext tx) {
    var kept = Models.kept(tx);
    var settings = kept.settings();
    var use = Models.today(tx);
    var priced = settings.inputPrice() != null && settings.outputPrice() != null;
    return new Shown(
        settings.provider(),
        settings.baseUrl(),
        settings.model(),
        kept.key() != null,
        settings.timeoutSeconds(),
        settings.maxOutputTokens(),
        settings.dailyTokens(),
        settings.inputPrice(),
        settings.outputPrice(),
        settings.dailyCost(),
        new Today(
            use.day(),
            use.calls(),
            use.inputTokens(),
            use.outputTokens(),
            priced ? use.cost() : null),
        Extractions.tuning(tx),
        Tuning.DEFAULT,
        kept.changedBy(),
        kept.changedAt());
  }
}
