// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Ends in an error of the JVM's, in an exception with a cause, or in whatever the client does. */
final class SevereServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS = 1 << 10;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (request.getServletPath()) {
      case "/overflow":
        response.setStatus(deeper(0));
        break;
      case "/out-of-memory":
        throw new OutOfMemoryError("thrown for want of memory");
      case "/wrapped":
        throw new ServletException("a wrapper", new IllegalStateException("inside of it"));
      default:
        byte[] chunk = new byte[CHUNK];
        for (int i = 0; i < CHUNKS; i++) response.getOutputStream().write(chunk);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    doGet(request, response);
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }
}
