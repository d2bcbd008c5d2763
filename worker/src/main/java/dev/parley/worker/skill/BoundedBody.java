package dev.parley.worker.skill;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;

/** The body of a response that fails once more has been read than a server of skills may send. */
final class BoundedBody extends ForwardingSource {
  private static final long MOST_BYTES = 2L * 1024 * 1024;

  private long left = MOST_BYTES;

  private BoundedBody(Source source) {
    super(source);
  }

  /** Returns the response with a bounded body. */
  static Response of(Response response) {
    var body = response.body();
    var source = Okio.buffer(new BoundedBody(body.source()));
    return response
        .newBuilder()
        .body(ResponseBody.create(source, body.contentType(), body.contentLength()))
        .build();
  }

  @Override
  public long read(Buffer sink, long byteCount) throws IOException {
    var read = super.read(sink, byteCount);
    left -= Math.max(read, 0);
    if (left < 0) {
      throw new IOException("the answer is larger than 2 MiB");
    }
    return read;
  }
}
