// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.http.Query;
import dev.faultline.agent.console.http.Read;
import dev.faultline.agent.console.store.table.StoreFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that can be asked for: whoever knows the path first answers. */
final class ReadOut implements Read {
  private final List<Read> all = new ArrayList<>();
  private final Trouble trouble;

  ReadOut(ConsoleLog log) {
    trouble = new Trouble(log::say, "", System::currentTimeMillis);
  }

  void add(Read read) {
    all.add(read);
  }

  @Override
  public byte @Nullable [] answer(String path, Query query) throws IOException {
    try {
      for (Read each : all) {
        byte[] answer = each.answer(path, query);
        if (answer == null) continue;
        trouble.isOver();
        return answer;
      }
      return null;
    } catch (StoreFailure e) {
      trouble.is(e.getMessage());
      throw new IOException("see the console's terminal", e);
    }
  }
}
