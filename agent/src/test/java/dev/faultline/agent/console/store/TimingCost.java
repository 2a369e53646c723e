// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.console.api.TimingJson;
import dev.faultline.agent.console.db.Database;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What it takes to put metrics in and to read them out: 10,000 routes for an hour, a report a
 * minute. Arguments: a directory, or none for memory. It is run by hand.
 */
public final class TimingCost {
  private static final int ROUTES = 10_000;
  private static final int PROCESSES = 5;

  private TimingCost() {}

  public static void main(String[] args) throws Exception {
    Database database =
        args.length == 0 ? Database.inMemory() : Database.inDirectory(Path.of(args[0]));
    MetricBench bench = new MetricBench(database, 0);
    long begun = System.nanoTime();
    for (int minute = 1; minute <= 60; minute++) {
      for (int process = 0; process < PROCESSES; process++) {
        List<String> metrics = new ArrayList<>();
        for (int i = process; i < ROUTES; i += PROCESSES) {
          long[] counts = {minute * 3L, minute, minute / 2, minute / 7, 0, minute / 11};
          metrics.add(
              MetricBench.requests("/route/" + i, "200", 0, minute * 60L + process, counts));
        }
        bench.take(
            minute * 60L + process,
            MetricBench.resource("shop", "p" + process, metrics.toArray(new String[0])));
      }
    }
    print("a report of " + ROUTES / PROCESSES + " routes, parsed and kept", begun, 60 * PROCESSES);
    for (int i = 0; i < 10; i++) {
      begun = System.nanoTime();
      int bytes = read(database, 500);
      print("read 500 of them, " + bytes + " bytes", begun, 1);
    }
    begun = System.nanoTime();
    print("read all, " + read(database, ROUTES) + " bytes", begun, 1);
    database.close();
    if (args.length > 0) {
      System.out.println(Files.size(Path.of(args[0], "console.mv.db")) + " bytes of file");
    }
  }

  private static int read(Database database, int limit) throws Exception {
    TimingJson.Question question = new TimingJson.Question();
    question.since = MetricBench.millis(10);
    question.now = MetricBench.millis(3_610);
    question.limit = limit;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    database.read(
        connection -> {
          try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.writeStartObject();
            TimingJson.requests(json, connection, question);
            json.writeEndObject();
            return out;
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    return out.size();
  }

  private static void print(String what, long begun, int times) {
    System.out.printf("%s: %.1f ms%n", what, (System.nanoTime() - begun) / 1e6 / times);
  }
}
