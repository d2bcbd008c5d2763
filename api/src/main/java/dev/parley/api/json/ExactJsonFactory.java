package dev.parley.api.json;

import dev.parley.api.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.io.IOContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Inspects every body before it is bound to a type: a library that takes the last of two duplicate
 * names, or infinity for a large number, leaves no trace of them.
 */
public final class ExactJsonFactory extends JsonFactory {
  private static final long serialVersionUID = 1;

  @Override
  protected JsonParser _createParser(ObjectReadContext context, IOContext io, InputStream in) {
    byte[] body;
    try {
      body = in.readAllBytes();
    } catch (IOException e) {
      throw JacksonIOException.construct(e);
    }
    var faults = ExactJson.read(body).all();
    if (!faults.isEmpty()) {
      throw Refusal.unreadable("body-invalid", faults.getFirst().message(), faults);
    }
    return super._createParser(context, io, body, 0, body.length);
  }
}
