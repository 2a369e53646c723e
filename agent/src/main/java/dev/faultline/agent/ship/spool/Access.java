// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may see what is made: the owner, from the moment of its making on, where the file system
 * knows POSIX permissions; elsewhere whoever may see the directory that the operator has chosen.
 */
final class Access {
  private static final Set<PosixFilePermission> OF_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OF_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final FileAttribute<?>[] NONE = {};

  private Access() {}

  static FileAttribute<?>[] ofDirectory(Path path) {
    return attributes(path, OF_DIRECTORY);
  }

  static FileAttribute<?>[] ofFile(Path path) {
    return attributes(path, OF_FILE);
  }

  /** Nobody but the owner may write to a directory that is ours; who may read it stays. */
  static void tighten(Path directory) throws IOException {
    if (!isPosix(directory)) return;
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    permissions.addAll(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS));
    boolean changed = permissions.remove(PosixFilePermission.GROUP_WRITE);
    changed |= permissions.remove(PosixFilePermission.OTHERS_WRITE);
    if (changed) Files.setPosixFilePermissions(directory, permissions);
  }

  /** The owner of the file itself, be it a link; null where files have no owner. */
  static @Nullable UserPrincipal owner(Path path) throws IOException {
    try {
      return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    if (!isPosix(path)) return NONE;
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
