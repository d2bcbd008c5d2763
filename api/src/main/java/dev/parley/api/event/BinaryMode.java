package dev.parley.api.event;

import dev.parley.api.json.ExactJson;
import dev.parley.api.problem.Refusal.FieldError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An event in binary mode (CloudEvents HTTP Protocol Binding 1.0.2, section 3.1): attributes as
 * headers, its data as the body.
 */
final class BinaryMode {
  private static final String PREFIX = "ce-";

  private BinaryMode() {}

  /** Returns the event in its JSON form, with the errors of its headers. */
  static ExactJson.Read event(HttpHeaders headers, ExactJson.Read body) {
    var event = JsonNodeFactory.instance.objectNode();
    var faults = new ArrayList<FieldError>();
    headers.forEach((header, values) -> {
      var lower = header.toLowerCase(Locale.ROOT);
      if (!lower.startsWith(PREFIX)) {
        return;
      }
      var name = lower.substring(PREFIX.length());
      if (name.equals("data") || name.equals("datacontenttype")) {
        faults.add(
            FieldError.at(
                "/" + name,
                "attribute-header",
                "In binary mode, the body contains the data and Content-Type its media type."));
        return;
      }
      if (values.size() != 1) {
        faults.add(
            FieldError.at("/" + name, "attribute-header", "The header " + header + " came twice."));
      }
      var text = HeaderValue.read(values.getFirst());
      if (text.isEmpty()) {
        faults.add(
            FieldError.at(
                "/" + name,
                "attribute-header",
                "The header "
                    + header
                    + " cannot be read. Percent-encode its value as UTF-8, the percent sign and"
                    + " double quotes too."));
      }
      event.put(name, text.orElse(values.getFirst()));
    });
    event.set("data", body.json());
    body.faults().stream().map(BinaryMode::inData).forEach(faults::add);
    var halves = new HashSet<String>();
    body.halves().forEach(pointer -> halves.add("/data" + pointer));
    return new ExactJson.Read(event, faults, halves);
  }

  private static FieldError inData(FieldError fault) {
    return FieldError.at("/data" + fault.pointer(), fault.code(), fault.message());
  }
}
