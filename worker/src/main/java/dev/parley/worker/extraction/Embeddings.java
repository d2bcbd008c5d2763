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
 * The MiniLM sentence model. It takes some 180 MB, so it is loaded when the first message needs it,
 * once for the whole worker; it may be used by many threads at once.
 */
final class Embeddings {
  private static final Logger LOG = LoggerFactory.getLogger(Embeddings.class);

  private static final int DIMENSIONS = 384;

  /** What the model reads of a text, in characters: its cost grows with every word. */
  private static final int LONGEST = 1_000;

  private final @Nullable Path cache;
  private final Cache<String, float[]> known = Caffeine.newBuilder().maximumSize(2_000).build();
  private @Nullable AllMiniLmL6V2QuantizedEmbeddingModel model;

  /**
   * An unloaded model.
   *
   * @param cache where the tokenizer unpacks its native library; null for its own place
   */
  Embeddings(@Nullable Path cache) {
    this.cache = cache;
  }

  /**
   * The vector of the beginning of a text that comes once, for example a message; all zero for one
   * without words.
   */
  float[] of(String text) {
    try {
      return model().embed(Characters.start(text, LONGEST)).content().vector();
    } catch (IllegalArgumentException e) {
      // The tokenizer leaves nothing of some texts, such as control characters alone.
      return new float[DIMENSIONS];
    }
  }

  /** The vector of a text that comes again and again, for example a label's. */
  float[] ofKnown(String text) {
    return known.get(text, this::of);
  }

  /** How alike two texts are, from -1 to 1: the vectors have length 1. */
  static double likeness(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private synchronized AllMiniLmL6V2QuantizedEmbeddingModel model() {
    if (model == null) {
      // The tokenizer's library would otherwise report its use to its makers.
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
