// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import dev.faultline.benchmarks.compare.process.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Asks until there is an answer, some two hundred times a second. */
final class FirstAnswer {
  private static final int EVERY_MILLIS = 5;
  private static final int PATIENCE_SECONDS = 120;

  private FirstAnswer() {}

  static void await(Jvm jvm, int port, String path) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!isAnswered(port, path)) {
      if (!jvm.isAlive()) throw new IOException("the application has ended");
      if (System.nanoTime() > deadline) throw new IOException("the application does not answer");
      Thread.sleep(EVERY_MILLIS);
    }
  }

  private static boolean isAnswered(int port, String path) {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.startsWith("HTTP/1.1 200");
    } catch (IOException e) {
      return false; // nobody listens yet
    }
  }
}
