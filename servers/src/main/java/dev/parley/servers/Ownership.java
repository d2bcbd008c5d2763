package dev.parley.servers;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whose a file is and who is asking, by number: a container may run as a user without a name. */
public final class Ownership {
  private Ownership() {}

  /** The user of this process. */
  public static int me() {
    return Math.toIntExact(new UnixSystem().getUid());
  }

  /** The user who owns the file. */
  public static int of(Path path) {
    try {
      return (int) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new CannotStartException("The owner of %s cannot be read.".formatted(path), e);
    }
  }

  /** The name of {@link #me}, or its number where it has none. */
  public static String myName() {
    var name = System.getProperty("user.name");
    return name == null || name.equals("?") ? Integer.toString(me()) : name;
  }

  /** The name of {@link #of}, or its number where it has none. */
  public static String nameOf(Path path) {
    try {
      return Files.getOwner(path).getName();
    } catch (IOException e) {
      throw new CannotStartException("The owner of %s cannot be read.".formatted(path), e);
    }
  }
}
