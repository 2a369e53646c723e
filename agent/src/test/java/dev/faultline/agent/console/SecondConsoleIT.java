// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one directory. What becomes of it by kill -9 is tested in test-apps/console. */
class SecondConsoleIT {
  @TempDir Path data;

  @Test
  void secondConsole_isRefused() throws Exception {
    try (ConsoleProcess first = new ConsoleProcess("--data", data.toString())) {
      assertThat(first.get("/api/summary").statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> new ConsoleProcess("--data", data.toString()).close())
          .isInstanceOf(IOException.class)
          .hasMessage(
              "Faultline console: another console has the data directory %s open; stop it, or"
                  + " choose another with --data DIR\n",
              data);
    }
    new ConsoleProcess("--data", data.toString()).close();
  }
}
