// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

/** A servlet container within this JVM. */
public interface Server {
  /**
   * Serves the application under {@code /app}.
   *
   * @return the port of localhost where it listens
   */
  int start(Application application) throws Exception;

  /** Ends what is being served, then the application, then itself. */
  void stop() throws Exception;

  /** Serves what is not about faults until the JVM is stopped; says on stdout where. */
  static void serve(Server server) throws Exception {
    System.out.println("port " + server.start(new Application(Deployment.class)));
    Thread.currentThread().join(); // with itself: for ever
  }
}
