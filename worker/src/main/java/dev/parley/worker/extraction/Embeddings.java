package dev.parley.worker.extraction;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import dev.parley.text.Characters;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The MiniLM sentence model. It takes some 180 MB, so it is loaded with the first message, once for
 * the whole worker; safe for concurrent use.
 */
final class Embeddings {
  private static final Logger LOG = LoggerFactory.getLogger(Embeddings.class);

  private static final int DIMENSIONS = 384;

  /** The part of a text that the model reads, in characters: its cost grows with every word. */
  private static final int LONGEST = 1_000;

  private final @Nullable Path cache;
  private final Cache<String, float[]> known = Caffeine.newBuilder().maximumSize(2_000).build();
  private @Nullable AllMiniLmL6V2QuantizedEmbeddingModel model;

  /**
   * Creates an unloaded model.
   *
   * @param cache where the tokenizer unpacks its native library; null for the default
   */
  Embeddings(@Nullable Path cache) {
    this.cache = cache;
  }

  /**
   * Returns the uncached vector of a text's beginning, for example a message's; all zero for a text
   * without words.
   */
  float[] of(String text) {
    try {
      return model().embed(Characters.start(text, LONGEST)).content().vector();
    } catch (IllegalArgumentException e) {
      // The tokenizer finds no tokens in some texts, such as those of control characters alone.
      return new float[DIMENSIONS];
    }
  }

  /** Returns the cached vector of a recurring text, for example a label's. */
  float[] ofKnown(String text) {
    return known.get(text, this::of);
  }

  /** Returns the cosine similarity, from -1 to 1: the vectors have length 1. */
  static double likeness(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private synchronized AllMiniLmL6V2QuantizedEmbeddingModel model() {
    if (model == null) {
      // Disables the usage tracking of the tokenizer's library.
      System.setProperty("OPT_OUT_TRACKING", "true");
      if (cache != null && System.getProperty("DJL_CACHE_DIR") == null) {
        System.setProperty("DJL_CACHE_DIR", cache.toString());
      }
      var begun = System.nanoTime();
      model = new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
      LOG.info("The sentence model is loaded ({} ms)", (System.nanoTime() - begun) / 1_000_000);
    }
    return model;
  }
}
