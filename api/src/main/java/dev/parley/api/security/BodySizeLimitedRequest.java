package dev.parley.api.security;

import dev.parley.api.problem.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Rejects a request body that exceeds the size limit. */
final class BodySizeLimitedRequest extends HttpServletRequestWrapper {
  private final long largest;

  BodySizeLimitedRequest(HttpServletRequest request, long largest) {
    super(request);
    this.largest = largest;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Counted(super.getInputStream(), largest);
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream from;
    private long left;

    Counted(ServletInputStream from, long largest) {
      this.from = from;
      left = largest;
    }

    @Override
    public int read() throws IOException {
      int next = from.read();
      count(next < 0 ? 0 : 1);
      return next;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = from.read(into, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw Refusal.of(413, "body-too-large", "A request's body can have at most 1 MiB.");
      }
    }

    @Override
    public boolean isFinished() {
      return from.isFinished();
    }

    @Override
    public boolean isReady() {
      return from.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      from.setReadListener(listener);
    }
  }
}
