// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.servletapp.rows.ServletRows;

/** Runs the rows. */
public final class UndertowRows {
  private UndertowRows() {}

  public static void main(String[] args) throws Exception {
    ServletRows.run(UndertowServer::new);
  }
}
