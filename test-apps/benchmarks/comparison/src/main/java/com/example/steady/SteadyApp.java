// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import java.nio.file.Path;

/**
 * Starts the application. Settings are system properties: {@code steady.port}, {@code steady.home}.
 * Answers to questions on standard input, see {@link Questions}; ends with it.
 */
public final class SteadyApp {
  private SteadyApp() {}

  public static void main(String[] args) throws Exception {
    SilentLog.install();
    Served served = new Served();
    Items items = new Items();
    WebServer.start(
        Integer.getInteger("steady.port", 8080),
        Path.of(System.getProperty("steady.home", "target/steady")),
        served,
        items);
    new Questions(served).answer();
    System.exit(0);
  }
}
