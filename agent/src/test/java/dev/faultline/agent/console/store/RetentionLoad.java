// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.trace.TraceFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * How large the file becomes when far more comes than may be kept. Not a test: a program, with
 * seconds and bytes to keep. db/RATIONALE.md has the figures.
 */
final class RetentionLoad {
  private static final int SPANS = 500;

  private RetentionLoad() {}

  public static void main(String[] args) throws Exception {
    int seconds = Integer.parseInt(args[0]);
    Retention retention = new Retention(7, Long.parseLong(args[1]));
    Path data = Files.createTempDirectory("retention-load");
    Database database = Database.inDirectory(data);
    Store store = new Store(database);
    Keeper keeper = new Keeper(store, database, retention, System.err::println);
    Source source = Sent.source("shop", "", "1");
    Random random = new Random(1);
    long begin = System.nanoTime();
    long longest = 0;
    long told = 0;
    for (long count = 0; System.nanoTime() - begin < seconds * 1_000_000_000L; count += SPANS) {
      Object[] spans = new Object[SPANS];
      for (int i = 0; i < SPANS; i++) {
        String filler = Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
        String trace = String.format("%032x", count + i / 5);
        spans[i] = Sent.span(source, trace, Integer.toHexString(i), "", "filler", filler.repeat(8));
      }
      long before = System.nanoTime();
      store.write(Sent.batch(spans));
      longest = Math.max(longest, System.nanoTime() - before);
      long second = (System.nanoTime() - begin) / 10_000_000_000L;
      if (second == told) continue;
      told = second;
      TraceFilter all = new TraceFilter();
      System.out.printf(
          "%4d s: %,9d spans came, %,d bytes on the disk, %d traces listed, longest write %d ms%n",
          told * 10, count, store.bytes(), store.traces(all).total, longest / 1_000_000);
      longest = 0;
    }
    keeper.close();
    store.close();
    System.out.printf("closed: %,d bytes%n", Files.size(data.resolve("console.mv.db")));
  }
}
