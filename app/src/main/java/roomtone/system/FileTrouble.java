package roomtone.system;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, in words: Java's own message is often just its name. */
public final class FileTrouble {
  private FileTrouble() {}

  /** The reason, to stand in a sentence: {@code "No space left on device"}. */
  public static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "this user may not";
      case FileAlreadyExistsException _ -> "a file of that name is in the way";
      case FileSystemException detailed when detailed.getReason() != null -> detailed.getReason();
      case FileSystemException _ -> "the system does not say why";
      default ->
          failure.getMessage() == null
              ? failure.getClass().getSimpleName()
              : failure.getMessage().lines().findFirst().orElse("");
    };
  }
}
