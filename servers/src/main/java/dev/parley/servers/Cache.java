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
 * The user's cache: what is fetched or unpacked once and kept for every checkout.
 *
 * <p>Things are put there by renaming a finished folder, under a lock that other processes respect:
 * what is in the cache is whole.
 */
record Cache(Path directory) {
  // A file lock is held by the whole process, so the threads of one process need their own.
  private static final ReentrantLock threads = new ReentrantLock();

  static Cache ofUser(Map<String, String> environment) {
    var xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
    // Java asks the system for the home of the user, and a container may run as one it has no entry
    // for.
    var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    var root = xdg.isBlank() ? Path.of(home, ".cache") : Path.of(xdg);
    return new Cache(root.resolve("parley"));
  }

  Path entry(String name) {
    return directory.resolve(name);
  }

  /** Runs while no other process that uses this lock does. */
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
