// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Answers {@code counts} and {@code memory} on standard input, each with one line that begins with
 * {@code @@}. Not by HTTP, since agents would record it.
 */
final class Questions {
  private final Served served;
  private final Allocated allocated = new Allocated();

  Questions(Served served) {
    this.served = served;
  }

  /** Returns when there are no more questions. */
  void answer() throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    say("ready");
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      say(line.equals("memory") ? Memory.afterCollection() : counts());
    }
  }

  private String counts() {
    return "requests=" + served.requests() + " allocated=" + allocated.bytes();
  }

  private static void say(String line) {
    System.out.println("@@ " + line);
    System.out.flush();
  }
}
