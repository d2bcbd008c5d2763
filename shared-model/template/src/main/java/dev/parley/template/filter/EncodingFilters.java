package dev.parley.template.filter;

import dev.parley.template.filter.LiquidFilter.Call;
import dev.parley.template.value.LiquidValues;
import dev.parley.template.value.LiquidValues.Ready;
import dev.parley.template.value.LiquidValues.Ready.Form;
import dev.parley.text.Letters;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that encode text for HTML, URLs and programs, and decode it. */
final class EncodingFilters {
  static final Map<String, LiquidFilter> ALL =
      Map.ofEntries(
          Map.entry("escape", TextFilters.changed(EncodingFilters::htmlEscaped)),
          Map.entry("escape_once", TextFilters.changed(EncodingFilters::escapedOnce)),
          Map.entry("strip_html", TextFilters.changed(EncodingFilters::withoutHtml)),
          Map.entry("url_encode", LiquidFilter.of(0, 0, (value, call) -> formEncoded(value))),
          Map.entry("url_decode", TextFilters.text(0, 0, EncodingFilters::formDecoded)),
          Map.entry("base64_encode", base64(Base64.getEncoder())),
          Map.entry("base64_url_safe_encode", base64(Base64.getUrlEncoder())),
          Map.entry("base64_decode", plain(Base64.getDecoder())),
          Map.entry("base64_url_safe_decode", plain(Base64.getUrlDecoder())));

  private static final Pattern UNESCAPED =
      Pattern.compile("[\"'<>]|&(?!(?:[a-zA-Z]{1,32}|#\\d{1,7});)");

  private EncodingFilters() {}

  private static String htmlEscaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String escapedOnce(String text) {
    return UNESCAPED
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(htmlEscaped(found.group())));
  }

  /** Removes tags and comments, and scripts and styles with their content. */
  private static String withoutHtml(String text) {
    StringBuilder kept = new StringBuilder();
    String lower = Letters.small(text);
    boolean sameLength = lower.length() == text.length();
    Closings closings = new Closings(sameLength ? lower : text);
    int at = 0;
    for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
      int end = closings.after(open);
      if (end < 0) {
        break;
      }
      kept.append(text, at, open);
      at = end;
    }
    return kept.append(text.substring(at)).toString();
  }

  /**
   * Finds the end of each construct that opens with an angle bracket; a closing that was not found
   * once is not searched for again.
   */
  private static final class Closings {
    private static final String[][] BLOCKS = {
      {"<script", "</script>"}, {"<style", "</style>"}, {"<!--", "-->"}, {"<", ">"}
    };

    private final String text;
    private final boolean[] missing = new boolean[BLOCKS.length];

    Closings(String text) {
      this.text = text;
    }

    int after(int open) {
      for (int i = 0; i < BLOCKS.length; i++) {
        if (!missing[i] && text.startsWith(BLOCKS[i][0], open)) {
          int close = text.indexOf(BLOCKS[i][1], open + BLOCKS[i][0].length());
          if (close >= 0) {
            return close + BLOCKS[i][1].length();
          }
          missing[i] = true;
        }
      }
      return -1;
    }
  }

  private static Ready formEncoded(@Nullable Object value) {
    return new Ready(
        URLEncoder.encode(LiquidValues.text(value), StandardCharsets.UTF_8), Form.PERCENT_ENCODED);
  }

  private static String formDecoded(String text, Call call) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw call.refused("requires text in URL encoding");
    }
  }

  private static LiquidFilter base64(Base64.Encoder encoder) {
    return TextFilters.changed(
        text -> encoder.encodeToString(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static LiquidFilter plain(Base64.Decoder decoder) {
    return LiquidFilter.of(
        0,
        0,
        (value, call) -> {
          if (value instanceof Number) {
            throw call.refused("does not support numbers, which are not Base64");
          }
          try {
            byte[] bytes = decoder.decode(LiquidValues.text(value));
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
          } catch (IllegalArgumentException | CharacterCodingException e) {
            throw call.refused("requires the Base64 encoding of a text");
          }
        });
  }
}
