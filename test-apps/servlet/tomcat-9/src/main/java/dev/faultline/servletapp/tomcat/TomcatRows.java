// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.servletapp.rows.ServletRows;

/** Runs the rows. */
public final class TomcatRows {
  private TomcatRows() {}

  public static void main(String[] args) throws Exception {
    ServletRows.run(TomcatServer::new);
  }
}
