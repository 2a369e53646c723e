// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A process's folder, held by a lock on a file in it. Whoever has the lock may do with the folder's
 * files what he wants; the system takes it from a process that ends, however it ends.
 *
 * <p>A folder is made before it can be locked, so somebody who looks for folders that were left
 * behind may lock it first. He finds it empty, and deletes the lock's file, then the folder, before
 * he lets go. So its maker, once he has the lock, looks whether the file is still there, and makes
 * another folder when it is not. Nobody but its maker ever makes a lock's file.
 */
final class Folder {
  static final String LOCK = "lock";

  private static final Pattern NAME = Pattern.compile("\\d{19}-[0-9a-f]{8}");
  private static final int ATTEMPTS = 16;

  /**
   * Those that this JVM holds or tries to lock. A lock belongs to the process, and it is lost when
   * the process closes <em>any</em> descriptor of the file: so the lock's file of a folder that
   * this JVM holds must not even be opened.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  final Path path;
  private final FileChannel lock;

  private Folder(Path path, FileChannel lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Makes one for this process, and what it stands in.
   *
   * @throws IOException whose message says what is wrong with the directory
   */
  static Folder open(Path directory, String exporter, long millis) throws IOException {
    Path absolute = directory.toAbsolutePath();
    makeDirectories(absolute);
    Path parent = parent(absolute.toRealPath(), exporter);
    Folder folder = create(parent, millis);
    // the JDK does not say who we are: whoever owns what we make
    if (!Objects.equals(Access.owner(parent), Access.owner(folder.path))) {
      folder.leave();
      throw new IOException(parent + " belongs to somebody else: " + Access.owner(parent));
    }
    Access.tighten(parent);
    return folder;
  }

  private static void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) return; // or a link to one: the operator may have that
    try {
      Files.createDirectories(directory, Access.ofDirectory(directory));
    } catch (FileAlreadyExistsException e) {
      throw new IOException(e.getMessage() + " is not a directory", e);
    }
  }

  /** In a directory like /tmp, somebody else may have put a thing of that name before us. */
  private static Path parent(Path directory, String exporter) throws IOException {
    Path parent = directory.resolve(exporter);
    try {
      Files.createDirectory(parent, Access.ofDirectory(parent));
    } catch (FileAlreadyExistsException e) {
      if (Files.isSymbolicLink(parent)) throw new IOException(parent + " is a symbolic link", e);
      if (!Files.isDirectory(parent)) throw new IOException(parent + " is not a directory", e);
    }
    return parent;
  }

  private static Folder create(Path parent, long millis) throws IOException {
    for (int i = 0; i < ATTEMPTS; i++) {
      int random = ThreadLocalRandom.current().nextInt();
      Folder folder = tryCreate(parent.resolve(name(millis, random)));
      if (folder != null) return folder;
    }
    throw new IOException("no folder can be made in " + parent + ": others keep deleting it");
  }

  static String name(long millis, int random) {
    return String.format(Locale.ROOT, "%019d-%08x", millis, random);
  }

  private static @Nullable Folder tryCreate(Path path) throws IOException {
    if (!HELD.add(path)) return null;
    Folder folder = null;
    try {
      Files.createDirectory(path, Access.ofDirectory(path));
      folder = lockNew(path);
      return folder;
    } catch (FileAlreadyExistsException e) {
      return null;
    } finally {
      if (folder == null) HELD.remove(path);
    }
  }

  private static @Nullable Folder lockNew(Path path) throws IOException {
    try {
      return lock(path, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      // nobody could tell that it is ours
      Files.deleteIfExists(path.resolve(LOCK));
      Files.deleteIfExists(path);
      throw new IOException("no lock can be had there: " + Failure.text(e), e);
    }
  }

  /**
   * Takes one whose process has ended.
   *
   * @return null when it has not, or when that cannot be told, or the folder is not one of ours
   */
  static @Nullable Folder take(Path path) {
    if (!HELD.add(path)) return null;
    Folder folder = null;
    try {
      folder = lock(path, EnumSet.of(StandardOpenOption.WRITE));
      return folder;
    } catch (IOException e) {
      return null; // there are network file systems that cannot lock
    } finally {
      if (folder == null) HELD.remove(path);
    }
  }

  private static @Nullable Folder lock(Path path, Set<StandardOpenOption> how) throws IOException {
    Path file = path.resolve(LOCK);
    FileChannel channel;
    try {
      channel = FileChannel.open(file, how, Access.ofFile(file));
    } catch (NoSuchFileException e) {
      Files.deleteIfExists(path); // what is left when one was not quite deleted: an empty folder
      return null;
    }
    boolean locked = false;
    try {
      locked = channel.tryLock() != null && Files.exists(file);
      return locked ? new Folder(path, channel) : null;
    } catch (OverlappingFileLockException e) {
      return null;
    } finally {
      if (!locked) channel.close();
    }
  }

  /** Other folders beside this one, oldest first. */
  List<Path> others() throws IOException {
    List<Path> others = new ArrayList<>();
    try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent())) {
      for (Path each : siblings) {
        if (!each.equals(path) && isOurs(each)) others.add(each);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    Collections.sort(others);
    return others;
  }

  private boolean isOurs(Path sibling) {
    try {
      return NAME.matcher(sibling.getFileName().toString()).matches()
          && Files.isDirectory(sibling, LinkOption.NOFOLLOW_LINKS)
          && Objects.equals(Access.owner(sibling), Access.owner(path));
    } catch (IOException e) {
      return false; // it has just been deleted
    }
  }

  Path file(Spooled file) {
    return path.resolve(file.name());
  }

  /** The file under the first name from its own on that no file has yet. */
  Spooled unused(Spooled file) {
    Spooled unused = file;
    while (Files.exists(file(unused))) unused = unused.next();
    return unused;
  }

  /** The exporter's directory. */
  Path parent() {
    Path parent = path.getParent();
    if (parent == null) throw new AssertionError(path);
    return parent;
  }

  /** Lets go of it, so that another process can take it; deletes it when nothing is in it. */
  void leave() {
    try (FileChannel held = lock) {
      if (isEmpty()) Files.delete(path.resolve(LOCK)); // before others can have the lock
    } catch (IOException e) {
      return; // it cannot be deleted, or has been: nothing is left to do
    } finally {
      HELD.remove(path);
    }
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // there are files in it: for somebody else to find
    }
  }

  private boolean isEmpty() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
      for (Path each : files) {
        if (!each.getFileName().toString().equals(LOCK)) return false;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return true;
  }
}
