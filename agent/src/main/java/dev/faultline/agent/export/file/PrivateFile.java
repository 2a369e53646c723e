// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read when they are made, where there are owners. */
final class PrivateFile {
  private static final Set<? extends OpenOption> APPEND =
      EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);

  private static final Set<PosixFilePermission> OWNER =
      Collections.unmodifiableSet(PosixFilePermissions.fromString("rw-------"));

  private PrivateFile() {}

  /** Opens one to append to, and makes it if it is not there. */
  static FileChannel append(Path file) throws IOException {
    if (!hasOwners(file)) return FileChannel.open(file, APPEND);
    FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(OWNER);
    return FileChannel.open(file, APPEND, attribute);
  }

  /** Who may read and write it: an empty set where files have no owners. */
  static Set<PosixFilePermission> permissions(Path file) throws IOException {
    return hasOwners(file) ? Files.getPosixFilePermissions(file) : Collections.emptySet();
  }

  /** Makes an empty one with permissions that were asked of another. */
  static void make(Path file, Set<PosixFilePermission> permissions) throws IOException {
    append(file).close();
    if (!permissions.isEmpty()) Files.setPosixFilePermissions(file, permissions);
  }

  private static boolean hasOwners(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
