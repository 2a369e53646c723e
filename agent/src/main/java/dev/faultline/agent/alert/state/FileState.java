// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A state in a file, for an agent without a console: a journal to which each change adds a line, so
 * that a killed process loses none. It is written anew when it has grown. What cannot be read or
 * written is told once; the state then lives as long as the process. One process at a time.
 */
public final class FileState extends MemoryState implements AutoCloseable {
  private static final int MAX_LINES = 4 * MAX_SEEN;

  private final Path file;
  private final Consumer<String> warn;
  private @Nullable FileChannel lock;
  private @Nullable Writer journal;
  private int lines;

  private FileState(Path file, Consumer<String> warn) {
    this.file = file;
    this.warn = warn;
  }

  /**
   * Never fails.
   *
   * @param file is made where there is none, and a file beside it that is its lock
   * @param warn takes a line when the file does not serve
   */
  public static FileState open(Path file, Consumer<String> warn) {
    FileState state = new FileState(file, warn);
    state.open();
    return state;
  }

  private void open() {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) Files.createDirectories(folder);
      if (!lock()) {
        warn.accept(file + " is another process's; alerts are not remembered over a restart");
        return;
      }
      if (Files.exists(file)) read();
      rewrite();
    } catch (IOException e) {
      fail(e);
    }
  }

  private boolean lock() throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".lock");
    FileChannel channel =
        FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = channel;
    try {
      FileLock taken = channel.tryLock();
      if (taken != null) return true;
    } catch (OverlappingFileLockException e) {
      // by this very process
    }
    channel.close();
    return false;
  }

  private void read() throws IOException {
    try (BufferedReader reader = reader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        StateLine.apply(line, this::remember, super::save, super::remove);
      }
    }
  }

  private void remember(String key, long millis) {
    super.firstSeen(key, millis);
  }

  @Override
  public boolean firstSeen(String key, long millis) {
    boolean first = super.firstSeen(key, millis);
    if (first) write(StateLine.seen(key, millis));
    return first;
  }

  @Override
  public void save(Incident incident) {
    super.save(incident);
    write(StateLine.incident(incident));
  }

  @Override
  public void remove(String key) {
    if (!has(key)) return;
    super.remove(key);
    write(StateLine.gone(key));
  }

  private void write(String line) {
    Writer to = journal;
    if (to == null) return;
    try {
      to.write(line);
      to.write('\n');
      to.flush();
      if (++lines > MAX_LINES) rewrite();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Whole or not at all. */
  private void rewrite() throws IOException {
    if (journal != null) journal.close();
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try (Writer writer = writer(next)) {
      lines = 0;
      for (String line : StateLine.all(this)) {
        writer.write(line);
        writer.write('\n');
        lines++;
      }
    }
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    journal = writer(file, StandardOpenOption.APPEND);
  }

  /** What is no UTF-8, as after a power failure, is replaced: one that is damaged still serves. */
  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(Files.newInputStream(file), UTF_8));
  }

  /** Half a surrogate pair, as from a cut message, is replaced. */
  private static Writer writer(Path file, OpenOption... options) throws IOException {
    return new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file, options), UTF_8));
  }

  private void fail(IOException e) {
    warn.accept(file + " cannot be used (" + e + "); alerts are not remembered over a restart");
    close();
  }

  @Override
  public void close() {
    try {
      if (journal != null) journal.close();
      if (lock != null) lock.close();
    } catch (IOException e) {
      // what was written was flushed
    }
    journal = null;
  }
}
