// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Carries out each line on standard input, {@code PORT PATH RATE SECONDS}, and answers with one
 * line of results. A rate of 0 is as fast as it is answered.
 */
public final class Client {
  private Client() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    System.out.println("@@ ready");
    for (String line = orders.readLine(); line != null; line = orders.readLine()) {
      String[] order = line.split(" ");
      Load load =
          new Load(
              Integer.parseInt(order[0]),
              order[1],
              Double.parseDouble(order[2]),
              Double.parseDouble(order[3]));
      System.out.println("@@ " + load.run());
    }
    System.exit(0);
  }
}
