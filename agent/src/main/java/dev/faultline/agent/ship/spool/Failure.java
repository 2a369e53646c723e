// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What is wrong with a disk, in words. */
final class Failure {
  private Failure() {}

  static String text(Exception e) {
    if (e instanceof AccessDeniedException) return "permission denied: " + e.getMessage();
    if (e instanceof NoSuchFileException) return "there is no " + e.getMessage();
    boolean bare =
        e instanceof FileSystemException && ((FileSystemException) e).getReason() == null;
    String message = e.getMessage();
    return bare || message == null ? e.getClass().getSimpleName() + ": " + message : message;
  }
}
