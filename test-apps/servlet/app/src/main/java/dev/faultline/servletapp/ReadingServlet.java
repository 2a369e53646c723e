// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import java.io.InputStream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;

/** Answers what it has read of the request: a parameter, or the number of bytes in the body. */
final class ReadingServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("text/plain");
    response.setCharacterEncoding("UTF-8");
    request.setCharacterEncoding("UTF-8");
    switch (request.getServletPath()) {
      case "/parameters":
        response.getWriter().print(request.getParameter("name"));
        break;
      case "/wrapped-parameters":
        response.getWriter().print(new Wrapper(request).getParameter("name"));
        response.getWriter().print(", " + bodyLength(request));
        break;
      default:
        response.getWriter().print(bodyLength(request));
    }
  }

  private static int bodyLength(HttpServletRequest request) throws IOException {
    InputStream body = request.getInputStream();
    int length = 0;
    while (body.read() >= 0) length++;
    return length;
  }

  private static final class Wrapper extends HttpServletRequestWrapper {
    Wrapper(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getParameter(String name) {
      return "wrapped " + name;
    }
  }
}
