package dev.parley.servers.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The user's cache: files that are downloaded or unpacked once and kept for every checkout.
 *
 * <p>Entries are added by renaming a finished folder, under a lock shared with other processes, so
 * that the cache never contains partial entries.
 */
public record Cache(Path directory) {
  // A file lock belongs to the whole process, so its threads need one of their own.
  private static final ReentrantLock threads = new ReentrantLock();

  /** Returns the cache of this user, where the environment puts it. */
  public static Cache ofUser(Map<String, String> environment) {
    var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // Java asks the system for the user's home, and a container may run as a user without an entry.
    var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    var root = xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return new Cache(root.resolve("parley"));
  }

  /** Returns the path of an entry, which may not exist yet. */
  public Path entry(String name) {
    return directory.resolve(name);
  }

  /** Runs an action while holding the named lock. */
  public <T> T locked(String name, Progress progress, Supplier<T> work) {
    threads.lock();
    try {
      Files.createDirectories(directory);
      try (var channel =
          FileChannel.open(
              directory.resolve(name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        var lock = lock(channel, name, progress);
        try {
          return work.get();
        } finally {
          lock.release();
        }
      }
    } catch (IOException e) {
      throw new CannotStartException("The cache " + directory + " cannot be written.", e);
    } finally {
      threads.unlock();
    }
  }

  private static FileLock lock(FileChannel channel, String name, Progress progress)
      throws IOException {
    var lock = channel.tryLock();
    if (lock != null) {
      return lock;
    }
    progress.say("Waiting for another process that is preparing " + name);
    return channel.lock();
  }
}
