// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Change;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.store.table.StoreFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that the page can change: whoever knows the path first does it. */
final class Commands implements Change {
  private final List<Change> all = new ArrayList<>();
  private final ConsoleLog log;

  Commands(ConsoleLog log) {
    this.log = log;
  }

  void add(Change change) {
    all.add(change);
  }

  @Override
  public @Nullable Answer post(String path, Node body) throws IOException {
    try {
      for (Change each : all) {
        Answer answer = each.post(path, body);
        if (answer != null) return answer;
      }
      return null;
    } catch (StoreFailure e) {
      log.say(e.getMessage());
      throw new IOException("see the console's terminal", e);
    }
  }
}
