// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import java.io.IOException;

/** A file is not what was written, or is gone: trying again will not help. */
public final class CorruptFileException extends IOException {
  private static final long serialVersionUID = 1;

  CorruptFileException(String message) {
    super(message);
  }

  CorruptFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
