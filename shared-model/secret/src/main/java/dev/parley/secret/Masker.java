package dev.parley.secret;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets by value wherever something is stored, in every form that {@link Encodings} knows
 * and inside {@code Basic} credentials. It is the second line of defense, for data from elsewhere:
 * a step's own input is rendered without secrets before it is stored.
 *
 * <p>Values shorter than eight characters are masked only between characters other than letters and
 * digits, and those shorter than four only where they are the whole text, since they occur in any
 * text.
 */
public final class Masker {
  /** The replacement of a secret. */
  public static final String MASK = "•••";

  /** Masks only credentials. */
  public static final Masker NONE = new Masker(List.of());

  private static final int SHORTEST_INSIDE = 4;
  private static final int SHORTEST_WITHIN_WORDS = 8;
  private static final Pattern BASIC = Pattern.compile("(?i)(basic\\s+)([A-Za-z0-9+/_-]{2,}=*)");

  private final Set<String> whole = new LinkedHashSet<>();
  private final List<String> inside;
  private final List<Pattern> patterns;

  /** Creates a masker for these values. */
  public Masker(Collection<String> secrets) {
    var forms = new LinkedHashSet<String>();
    for (var secret : secrets) {
      if (secret.length() < SHORTEST_INSIDE) {
        whole.add(secret);
      } else {
        forms.addAll(Encodings.of(secret));
      }
    }
    inside = forms.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    patterns = inside.stream().map(Masker::pattern).toList();
  }

  private static Pattern pattern(String form) {
    var quoted = Pattern.quote(form);
    return Pattern.compile(
        form.length() < SHORTEST_WITHIN_WORDS
            ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])"
            : quoted);
  }

  /** Returns the text with all secrets masked. */
  public String text(String text) {
    if (whole.contains(text)) {
      return MASK;
    }
    var masked = text;
    for (var pattern : patterns) {
      masked = pattern.matcher(masked).replaceAll(MASK);
    }
    return BASIC.matcher(masked).replaceAll(this::basic);
  }

  private String basic(MatchResult found) {
    try {
      var plain = new String(Base64.getDecoder().decode(found.group(2)), StandardCharsets.UTF_8);
      var hides =
          inside.stream().anyMatch(plain::contains)
              || whole.stream().anyMatch(secret -> plain.endsWith(":" + secret));
      return Matcher.quoteReplacement(hides ? found.group(1) + MASK : found.group());
    } catch (IllegalArgumentException e) {
      return Matcher.quoteReplacement(found.group());
    }
  }

  /** Returns a copy with every text in it masked, property names included. */
  public Map<String, Object> tree(Map<String, Object> tree) {
    var masked = new LinkedHashMap<String, Object>();
    tree.forEach((name, value) -> masked.put(text(name), value(value)));
    return masked;
  }

  private @Nullable Object value(@Nullable Object value) {
    return switch (value) {
      case String text -> text(text);
      case Map<?, ?> map -> {
        var masked = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, child) -> masked.put(text(String.valueOf(name)), value(child)));
        yield masked;
      }
      case List<?> list -> list.stream().map(this::value).toList();
      case null, default -> value;
    };
  }
}
