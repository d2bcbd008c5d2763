package dev.parley.servers;

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
record Cache(Path directory) {
  // A file lock belongs to the whole process, so its threads need one of their own.
  private static final ReentrantLock threads = new ReentrantLock();

  static Cache ofUser(Map<String, String> environment) {
    var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // Java asks the system for the user's home, and a container may run as a user without an entry.
    var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    var root = xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return new Cache(root.resolve("parley"));
  }

  Path entry(String name) {
    return directory.resolve(name);
  }

  /** Runs an action while holding the named lock. */
  <T> T locked(String name, Progress progress, Supplier<T> work) {
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
