package dev.parley.template;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.template.syntax.LiquidScan;
import dev.parley.template.syntax.TemplateProblem;
import dev.parley.template.value.TemplateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a request: scheme, host and port are literal, path and query are templates. Whatever
 * the values are, the rendered URL stays on the published host.
 */
public record UrlTemplate(@JsonValue String source) {
  private static final Pattern SCHEME = Pattern.compile("(?i)https?://");
  private static final Pattern GAP = Pattern.compile("\\{[{%]");
  private static final Pattern HOST =
      Pattern.compile(
          "(?<host>[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*[\\p{L}\\p{N}])?\\.?|\\[[0-9a-fA-F:.]+])"
              + "(:(?<port>\\d{1,5}))?");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public UrlTemplate {
    Objects.requireNonNull(source, "source");
  }

  /** Returns every error that prevents publication. */
  public List<TemplateProblem> faults(Vocabulary vocabulary) {
    List<TemplateProblem> faults = new ArrayList<>();
    addressFault().ifPresent(faults::add);
    faults.addAll(new Template(source).faults(vocabulary));
    return List.copyOf(faults);
  }

  /**
   * Renders the URL of one request.
   *
   * @throws TemplateException if a value is absent or would change the structure of the URL
   */
  public String render(Map<String, ?> data) {
    return render(new Rendering(data, false));
  }

  /**
   * Fills in the address as one of several templates that share data and work.
   *
   * @throws TemplateException when a value is absent or would leave its place
   */
  public String render(Rendering rendering) {
    addressFault()
        .ifPresent(fault -> {
          throw new TemplateException(fault.code(), fault.message());
        });
    String url = source.strip();
    int end = authorityEnd(url);
    Template rest = new Template(url.substring(end));
    return url.substring(0, end) + rest.render(rendering, Place.PATH, Template.MAX_OUTPUT);
  }

  private Optional<TemplateProblem> addressFault() {
    String url = source.strip();
    Matcher scheme = SCHEME.matcher(url);
    if (!scheme.lookingAt()) {
      return url.startsWith("{")
          ? fault("url-host-template", "The URL must begin with a literal host name.", 0)
          : fault("url-scheme", "The URL must start with \"http://\" or \"https://\".", 0);
    }
    int end = authorityEnd(url);
    String authority = url.substring(scheme.end(), end);
    Matcher gap = GAP.matcher(authority);
    if (gap.find()) {
      return fault(
          "url-host-template",
          "The host must be literal; templates are only allowed after it, from the first"
              + " \"/\" or \"?\".",
          scheme.end() + gap.start());
    }
    if (authority.contains("@")) {
      return fault(
          "url-invalid",
          "The URL must not contain a user name or password. Use a header instead.",
          scheme.end());
    }
    Matcher host = HOST.matcher(authority);
    if (!host.matches()) {
      return fault("url-invalid", "The URL has no valid host name.", scheme.end());
    }
    if (HostLiteral.isAmbiguous(host.group("host"))) {
      return fault(
          "url-invalid",
          "The numbers of an IP address must not begin with a zero: some systems read them as octal.",
          scheme.end());
    }
    String port = host.group("port");
    if (port != null && (Integer.parseInt(port) < 1 || Integer.parseInt(port) > 65_535)) {
      return fault("url-invalid", "The port must be a number from 1 to 65535.", scheme.end());
    }
    return Optional.empty();
  }

  private Optional<TemplateProblem> fault(String code, String message, int offset) {
    int leading = source.length() - source.stripLeading().length();
    return Optional.of(new LiquidScan(source).faultAt(code, message, leading + offset));
  }

  /** Returns the end of scheme, host and port: the first literal character that can end them. */
  private static int authorityEnd(String url) {
    Matcher scheme = SCHEME.matcher(url);
    int at = scheme.lookingAt() ? scheme.end() : 0;
    boolean inGap = false;
    while (at < url.length()) {
      if (url.startsWith("{{", at) || url.startsWith("{%", at)) {
        inGap = true;
      } else if (url.startsWith("}}", at) || url.startsWith("%}", at)) {
        inGap = false;
      } else if (!inGap && "/?#".indexOf(url.charAt(at)) >= 0) {
        return at;
      }
      at++;
    }
    return at;
  }
}
