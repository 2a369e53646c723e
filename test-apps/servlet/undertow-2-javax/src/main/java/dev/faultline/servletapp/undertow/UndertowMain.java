// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.servletapp.Server;

/** Serves the application until it is stopped. */
public final class UndertowMain {
  private UndertowMain() {}

  public static void main(String[] args) throws Exception {
    Server.serve(new UndertowServer());
  }
}
