// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.transport;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads small files, and tells whether one has changed. */
final class FileStamp {
  private FileStamp() {}

  /**
   * Another text whenever the file is another one, or was written to; empty where there is none.
   */
  static String of(String path) {
    try {
      BasicFileAttributes file = Files.readAttributes(path(path), BasicFileAttributes.class);
      return file.lastModifiedTime().toMillis() + "/" + file.size() + "/" + file.fileKey();
    } catch (IOException | SecurityException e) {
      return "";
    }
  }

  /**
   * All of the file.
   *
   * @throws IOException whose message completes the sentence "the file ..."
   */
  static byte[] read(String path, int maxBytes) throws IOException {
    try {
      Path file = path(path);
      if (!Files.isRegularFile(file) && Files.exists(file)) throw new IOException("is no file");
      if (Files.size(file) > maxBytes) throw new IOException("is too large");
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException("does not exist");
    } catch (AccessDeniedException | SecurityException e) {
      throw new IOException("may not be read");
    }
  }

  private static Path path(String path) throws IOException {
    try {
      return Paths.get(path);
    } catch (InvalidPathException e) {
      throw new IOException("is not a path");
    }
  }
}
