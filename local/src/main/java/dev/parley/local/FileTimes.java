package dev.parley.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the files in some folders: two are equal unless a file was written, added or removed
 * in between.
 */
record FileTimes(long files, long newest, long sum) {

  static FileTimes of(List<Path> folders) {
    var sum = new Sum();
    for (var folder : folders) {
      if (Files.exists(folder)) {
        try {
          Files.walkFileTree(folder, sum);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return new FileTimes(sum.files, sum.newest, sum.times);
  }

  private static final class Sum extends SimpleFileVisitor<Path> {
    private long files;
    private long newest;
    private long times;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      var time = attributes.lastModifiedTime().toMillis();
      files++;
      newest = Math.max(newest, time);
      times += time;
      return FileVisitResult.CONTINUE;
    }

    /** A compiler removes files while they are visited. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      return e == null || e instanceof NoSuchFileException
          ? FileVisitResult.CONTINUE
          : super.postVisitDirectory(folder, e);
    }
  }
}
