package dev.parley.servers.process;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Owners of files and processes, by number: a container may run as a user without a name. */
public final class Ownership {
  private Ownership() {}

  /** Returns the user of this process. */
  public static int me() {
    return Math.toIntExact(new UnixSystem().getUid());
  }

  /** Returns the owner of the file. */
  public static int of(Path path) {
    try {
      return (int) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new CannotStartException("The owner of %s cannot be read.".formatted(path), e);
    }
  }

  /** Returns the name of {@link #me}, or its number if it has none. */
  public static String myName() {
    var name = System.getProperty("user.name");
    return name == null || name.equals("?") ? Integer.toString(me()) : name;
  }

  /** Returns the name of {@link #of}, or its number if it has none. */
  public static String nameOf(Path path) {
    try {
      return Files.getOwner(path).getName();
    } catch (IOException e) {
      throw new CannotStartException("The owner of %s cannot be read.".formatted(path), e);
    }
  }
}
