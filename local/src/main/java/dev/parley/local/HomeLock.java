package dev.parley.local;

import dev.parley.servers.process.CannotStartException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * Allows one launcher per folder. The operating system releases the lock when its holder ends,
 * however it ends.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;

  private HomeLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock and writes this process's id to it, for other launchers' messages.
   *
   * @throws CannotStartException if another launcher has it
   */
  static HomeLock take(Home home) {
    try {
      var channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        channel.close();
        throw new CannotStartException(
            """
            Parley runs already with the data in %s (process %s). Stop that one with Ctrl-C, \
            or start another with data of its own: PARLEY_HOME=<folder> and other ports.\
            """
                .formatted(home.directory(), Files.readString(home.lock()).strip()));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)));
      return new HomeLock(channel);
    } catch (IOException e) {
      throw new CannotStartException(
          "The folder %s cannot be locked.".formatted(home.directory()), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with this process.
    }
  }
}
