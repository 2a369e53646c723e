// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.servletapp.Server;

/** Serves the application until it is stopped. */
public final class TomcatMain {
  private TomcatMain() {}

  public static void main(String[] args) throws Exception {
    Server.serve(new TomcatServer());
  }
}
