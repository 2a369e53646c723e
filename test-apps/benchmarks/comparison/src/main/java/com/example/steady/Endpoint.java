// SPDX-License-Identifier: Apache-2.0
package com.example.steady;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Answers a GET with a short text, after some work. */
final class Endpoint extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final byte[] DONE = "done\n".getBytes(StandardCharsets.US_ASCII);

  /** What a request does. */
  interface Work {
    void run() throws SQLException, InterruptedException;
  }

  private final transient Served served;
  private final transient Work work;

  Endpoint(Served served, Work work) {
    this.served = served;
    this.work = work;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    served.count();
    try {
      work.run();
    } catch (SQLException | InterruptedException e) {
      throw new ServletException("the work could not be done", e);
    }
    response.setContentType("text/plain");
    response.setContentLength(DONE.length);
    response.getOutputStream().write(DONE);
  }
}
