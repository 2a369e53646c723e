// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.servletapp.Server;

/** Serves the application until it is stopped. */
public final class JettyMain {
  private JettyMain() {}

  public static void main(String[] args) throws Exception {
    Server.serve(new JettyServer());
  }
}
