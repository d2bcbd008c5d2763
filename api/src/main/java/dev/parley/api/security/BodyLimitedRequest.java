package dev.parley.api.security;

import dev.parley.api.problem.Refusal;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Duration;

/** Rejects a request body that exceeds the size limit or takes too long to arrive. */
final class BodyLimitedRequest extends HttpServletRequestWrapper {
  private final long largest;
  private final long deadline;

  BodyLimitedRequest(HttpServletRequest request, long largest, Duration longest) {
    super(request);
    this.largest = largest;
    deadline = System.nanoTime() + longest.toNanos();
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Counted(super.getInputStream(), largest, deadline);
  }

  private static final class Counted extends ServletInputStream {
    private final ServletInputStream from;
    private final long deadline;
    private long left;

    Counted(ServletInputStream from, long largest, long deadline) {
      this.from = from;
      this.deadline = deadline;
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
      if (read > 0 && System.nanoTime() - deadline > 0) {
        throw Refusal.of(408, "body-too-slow", "The request's body took too long to arrive.");
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
