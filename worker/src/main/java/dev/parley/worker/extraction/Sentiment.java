package dev.parley.worker.extraction;

import dev.parley.extraction.Findings.Mood;
import dev.parley.text.Characters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Sentiment of a message: rated words and emoji, modified by negation and emphasis, combined with
 * the similarity to a few happy and unhappy sentences, and to complaints without strong words. The
 * ratings are those of VADER; their license is next to them.
 */
final class Sentiment {
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Set<String> NEGATIONS =
      Set.of(
          "not",
          "no",
          "never",
          "none",
          "nobody",
          "nothing",
          "without",
          "hardly",
          "neither",
          "nor",
          "cannot",
          "cant",
          "wont",
          "dont",
          "doesnt",
          "didnt",
          "isnt",
          "wasnt",
          "arent",
          "werent",
          "havent",
          "hasnt",
          "hadnt",
          "wouldnt",
          "shouldnt",
          "couldnt");
  private static final Set<String> STRONGER =
      Set.of(
          "very",
          "really",
          "so",
          "extremely",
          "absolutely",
          "totally",
          "completely",
          "incredibly",
          "super",
          "utterly",
          "such",
          "too",
          "deeply",
          "highly",
          "especially");
  private static final Set<String> WEAKER =
      Set.of("slightly", "somewhat", "kinda", "partly", "almost", "barely", "little");
  private static final List<String> HAPPY =
      List.of(
          "Thank you so much, this is wonderful and I am very happy.",
          "Great service, everything works perfectly.",
          "I love it, excellent work.",
          "You solved my problem quickly, I am impressed.");
  private static final List<String> UNHAPPY =
      List.of(
          "This is terrible and I am very angry.",
          "I am disappointed, nothing works and nobody helps.",
          "This is unacceptable, I want to complain.",
          "What a waste of time and money, I am fed up.");

  /** Complaints that express no feeling. */
  private static final List<String> COMPLAINTS =
      List.of(
          "I am still waiting and nothing has happened for days.",
          "I have written several times and nobody answers me.",
          "It has been two weeks and there is still no reply.",
          "It broke again after a few days.",
          "It stopped working and keeps failing.",
          "You sent the wrong item once more.",
          "Nobody helps me and I was promised a call back.",
          "My parcel never arrived and the tracking has not changed.",
          "The tracking has not changed and nothing has moved for days.",
          "Nothing has happened since I ordered it weeks ago.");

  /** Requests about the same topics that are not complaints. */
  private static final List<String> REQUESTS =
      List.of(
          "When do you open?",
          "Where is my order?",
          "I would like to change my address.",
          "Can I return this item?",
          "How do I reset my password?",
          "Please send me the invoice.",
          "What does it cost?",
          "I have a question about my account.",
          "My order number is 12345.",
          "Hello, I need some help.",
          "How long does delivery take?",
          "Please cancel my order.");

  /** The part of a message that is read, in characters: it is enough to determine the sentiment. */
  private static final int LONGEST = 2_000;

  private static final double NEGATED = -0.74;
  private static final double EMPHASIS = 0.29;
  private static final double SHOUTED = 0.7;
  private static final int REACH = 3;

  /** The weight of the similarity relative to the words. */
  private static final double LIKENESS_WEIGHT = 3;

  /** The margin by which a message must be closer to complaints than to requests. */
  private static final double COMPLAINT_MARGIN = 0.05;

  /** The number of nearest sentences that count. */
  private static final int NEAREST = 2;

  private final Embeddings embeddings;
  private final Map<String, Double> ratings = ratings();

  Sentiment(Embeddings embeddings) {
    this.embeddings = embeddings;
  }

  private static Map<String, Double> ratings() {
    var resource = "vader-lexicon.tsv";
    try (var stream = Objects.requireNonNull(Sentiment.class.getResourceAsStream(resource))) {
      var ratings = new HashMap<String, Double>();
      new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .forEach(parts -> ratings.put(parts[0], Double.parseDouble(parts[1])));
      return Map.copyOf(ratings);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /**
   * Returns the sentiment of a message.
   *
   * @param meaning the vector of the text
   * @param band scores closer to 0 than this are neutral
   */
  Mood of(String text, float[] meaning, double band) {
    var score = score(text, meaning);
    if (Math.abs(score) < band) {
      return new Mood("neutral", Math.clamp(1 - Math.abs(score) / (2 * band), 0, 1));
    }
    return new Mood(
        score > 0 ? "positive" : "negative", Math.clamp(0.5 + Math.abs(score) / 2, 0, 1));
  }

  /** Returns a score from about -1, unhappy, to about 1, happy. */
  double score(String whole, float[] meaning) {
    var text = Characters.start(whole, LONGEST);
    var plain = Idioms.plain(text);
    return Math.clamp(
        words(plain) + likeness(text, plain.equals(text) ? meaning : embeddings.of(plain)), -1, 1);
  }

  /** A text without letters, such as emoji alone, has no meaning for the model. */
  private double likeness(String text, float[] meaning) {
    if (text.codePoints().noneMatch(Character::isLetter)) {
      return 0;
    }
    var complaint = nearest(meaning, COMPLAINTS) - nearest(meaning, REQUESTS) - COMPLAINT_MARGIN;
    return LIKENESS_WEIGHT
        * (mean(meaning, HAPPY) - mean(meaning, UNHAPPY) - Math.max(0, complaint));
  }

  private double nearest(float[] vector, List<String> sentences) {
    return sentences.stream()
        .map(sentence -> Embeddings.likeness(vector, embeddings.ofKnown(sentence)))
        .sorted(Comparator.reverseOrder())
        .limit(NEAREST)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  private double mean(float[] vector, List<String> prototypes) {
    return prototypes.stream()
        .mapToDouble(prototype -> Embeddings.likeness(vector, embeddings.ofKnown(prototype)))
        .average()
        .orElse(0);
  }

  /** Returns the score of the rated words alone, from -1 to 1. */
  double words(String text) {
    var tokens = List.of(SPACE.split(Emoji.apart(text).strip(), -1));
    var shouting = tokens.stream().anyMatch(token -> !isShouted(token) && token.length() > 1);
    double sum = 0;
    double before = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (bare(tokens.get(i)).equals("but")) {
        // The clause after "but" prevails.
        before = sum / 2;
        sum = 0;
      } else {
        sum += rating(tokens, i, shouting) * (before == 0 ? 1 : 1.5);
      }
    }
    sum += before;
    var marks = Math.min(text.chars().filter(c -> c == '!').count(), 4);
    sum += Math.signum(sum) * marks * EMPHASIS;
    return sum / Math.sqrt(sum * sum + 15);
  }

  private double rating(List<String> tokens, int at, boolean shouting) {
    var token = tokens.get(at);
    var rating = rating(token);
    if (rating == 0) {
      return 0;
    }
    if (shouting && isShouted(token)) {
      rating += Math.signum(rating) * SHOUTED;
    }
    double turned = 1;
    for (int back = 1; back <= REACH && at - back >= 0; back++) {
      var word = bare(tokens.get(at - back));
      if (STRONGER.contains(word)) {
        rating += Math.signum(rating) * EMPHASIS / back;
      } else if (WEAKER.contains(word)) {
        rating -= Math.signum(rating) * EMPHASIS / back;
      } else if (NEGATIONS.contains(word)) {
        turned = NEGATED;
      }
    }
    return rating * turned;
  }

  private double rating(String token) {
    if (!token.isEmpty() && Emoji.is(token.codePointAt(0))) {
      return Emoji.rating(token.codePointAt(0), ratings);
    }
    return ratings.getOrDefault(token, ratings.getOrDefault(bare(token), 0.0));
  }

  private static boolean isShouted(String token) {
    return token.length() > 1
        && token.equals(token.toUpperCase(Locale.ROOT))
        && token.chars().anyMatch(Character::isLetter);
  }

  private static String bare(String token) {
    return Sentences.folded(EDGE.matcher(token).replaceAll("")).replaceAll("['’]", "");
  }
}
