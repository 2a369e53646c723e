// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.servletapp.rows.ServletRows;

/** Runs the rows. */
public final class JettyRows {
  private JettyRows() {}

  public static void main(String[] args) throws Exception {
    ServletRows.run(JettyServer::new);
  }
}
