// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.File;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.startup.Tomcat;

/**
 * The {@link Shop} four times over: so many requests each, of which every tenth fails. Each round
 * waits until there is a file of its number, and the end until there is one that is called {@code
 * end}. Request ids go on from round to round.
 *
 * <p>Arguments: how many requests a round has, and the folder of the files. Prints what came of
 * each: "round 1: served 30, failed 3".
 */
public final class Rounds {
  private static final int ROUNDS = 4;

  private Rounds() {}

  public static void main(String[] args) throws Exception {
    int requests = Integer.parseInt(args[0]);
    File folder = new File(args[1]);
    ExecutorService mail = Executors.newFixedThreadPool(2);
    Tomcat tomcat = Shop.start(new Orders(Shop.database(), mail));
    for (int round = 1; round <= ROUNDS; round++) {
      await(new File(folder, Integer.toString(round)));
      int last = round * requests;
      int failed = Shop.serve(tomcat, last - requests + 1, last);
      System.out.println("round " + round + ": served " + requests + ", failed " + failed);
    }
    await(new File(folder, "end"));
    tomcat.stop();
    tomcat.destroy();
    mail.shutdown();
  }

  private static void await(File file) throws InterruptedException {
    while (!file.exists()) Thread.sleep(20);
  }
}
