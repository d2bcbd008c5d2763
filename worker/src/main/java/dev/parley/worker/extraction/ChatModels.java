package dev.parley.worker.extraction;

import com.google.common.base.Throwables;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import dev.parley.execution.FailureType;
import dev.parley.execution.StepFailure;
import dev.parley.extraction.ModelSettings;
import dev.parley.secret.Masker;
import dev.parley.text.Characters;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Sends one request to a language model, whatever its protocol. Only Temporal retries. */
final class ChatModels {
  private static final int EXCERPT = 300;

  /** The approximate length of a token of English text, in characters. */
  private static final int CHARACTERS = 4;

  private final OkHttpClient client;
  private final Function<Throwable, Optional<String>> refusal;
  private final Function<String, Optional<Duration>> patience;

  /**
   * Creates the client.
   *
   * @param client with guarded sockets
   * @param refusal returns the guard's message if the guard refused
   * @param patience parses {@code Retry-After}
   */
  ChatModels(
      OkHttpClient client,
      Function<Throwable, Optional<String>> refusal,
      Function<String, Optional<Duration>> patience) {
    this.client = client;
    this.refusal = refusal;
    this.patience = patience;
  }

  /**
   * A model's response.
   *
   * @param cutOff true if it reached the length limit
   * @param estimated true if the tokens are estimated, because the model did not report them
   */
  record Said(String text, boolean cutOff, long input, long output, boolean estimated) {}

  /**
   * Sends a request.
   *
   * @param schema JSON Schema of the response; some servers ignore it
   */
  Said ask(
      ModelSettings settings, @Nullable String key, List<ChatMessage> messages, String schema) {
    var http = new ModelHttp(client, Duration.ofSeconds(settings.timeoutSeconds()));
    var request =
        ChatRequest.builder()
            .messages(messages)
            .responseFormat(
                ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(
                        JsonSchema.builder()
                            .name("findings")
                            .rootElement(JsonRawSchema.from(schema))
                            .build())
                    .build())
            .build();
    try {
      return said(model(settings, key, http).chat(request), messages);
    } catch (RuntimeException e) {
      throw failure(e, http, key);
    }
  }

  private static ChatModel model(ModelSettings settings, @Nullable String key, ModelHttp http) {
    var url = Objects.requireNonNull(settings.baseUrl());
    return switch (settings.provider()) {
      case OPENAI -> {
        var builder =
            OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(url)
                .apiKey(key == null ? "none" : key)
                .modelName(settings.model())
                .strictJsonSchema(true)
                .maxRetries(0);
        // OpenAI's newer models reject the older name, and other servers do not know the newer one.
        yield String.valueOf(URI.create(url).getHost()).endsWith("openai.com")
            ? builder.maxCompletionTokens(settings.maxOutputTokens()).build()
            : builder.maxTokens(settings.maxOutputTokens()).build();
      }
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .httpClientBuilder(http)
              .baseUrl(url)
              .apiKey(key == null ? "none" : key)
              .modelName(settings.model())
              .maxTokens(settings.maxOutputTokens())
              .maxRetries(0)
              .build();
      case NONE -> throw new IllegalArgumentException("provider: none (expected: a model)");
    };
  }

  private static Said said(ChatResponse response, List<ChatMessage> messages) {
    var text = response.aiMessage().text() == null ? "" : response.aiMessage().text();
    var usage = response.tokenUsage();
    var told = usage != null && usage.inputTokenCount() != null && usage.outputTokenCount() != null;
    return new Said(
        text,
        response.finishReason() == FinishReason.LENGTH,
        told ? usage.inputTokenCount() : messages.toString().length() / CHARACTERS,
        told ? usage.outputTokenCount() : text.length() / CHARACTERS,
        !told);
  }

  private StepFailure failure(RuntimeException thrown, ModelHttp http, @Nullable String key) {
    var causes =
        Throwables.getCausalChain(thrown).stream()
            .flatMap(cause -> Stream.concat(Stream.of(cause), Stream.of(cause.getSuppressed())))
            .toList();
    var refused = causes.stream().map(refusal).flatMap(Optional::stream).findFirst();
    if (refused.isPresent()) {
      return new StepFailure(FailureType.STEP_REFUSED, "the model was not asked", refused.get());
    }
    for (var cause : causes) {
      if (cause instanceof HttpException answered) {
        return answered(answered, http, key);
      }
      // Ours: exceptions while parsing the response are IOExceptions too.
      if (cause instanceof UncheckedIOException lost) {
        return new StepFailure(
            FailureType.PEER_UNAVAILABLE,
            lost.getCause() instanceof InterruptedIOException
                ? "the model did not answer within the time limit"
                : "the model does not respond, or the connection was lost during its answer");
      }
      if (cause instanceof ContentFilteredException) {
        return new StepFailure(FailureType.PEER_REFUSED, "the model refused to answer");
      }
    }
    return new StepFailure(
        FailureType.PEER_REFUSED,
        "the answer is not one of the model's protocol",
        "The server does not speak the protocol chosen in Settings, Models. Check the address"
            + " there.");
  }

  private StepFailure answered(HttpException answer, ModelHttp http, @Nullable String key) {
    var status = answer.statusCode();
    var summary = "the model answered " + status;
    var said =
        new Masker(key == null ? List.of() : List.of(key))
            .text(String.valueOf(answer.getMessage()).strip());
    var detail =
        "The model answered "
            + status
            + "."
            + (said.isEmpty() ? "" : " It said: " + Characters.start(said, EXCERPT));
    if (status == 408 || status == 429 || status >= 500) {
      return new StepFailure(
          FailureType.PEER_UNAVAILABLE,
          summary,
          detail + " It will be retried.",
          http.retryAfter().flatMap(patience).orElse(null));
    }
    return status == 401 || status == 403 || status == 404
        ? new StepFailure(
            FailureType.NOT_CONFIGURED,
            summary,
            detail + " Check address, model and key in Settings, Models.")
        : new StepFailure(FailureType.PEER_REFUSED, summary, detail);
  }
}
