// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.RequestDispatcher;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Throws, or answers that something went wrong. */
final class ThrowingServlet extends RowServlet {
  private static final long serialVersionUID = 1;
  static final String CANNOT_WRITE = "cannot write";

  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS = 1 << 10;

  @Override
  void serve(String path, Journal journal, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    switch (path) {
      case "/throws/checked":
        throw journal.throwing(new FileNotFoundException(path));
      case "/throws/error":
        throw journal.throwing(new LinkageError(path));
      case "/throws/out-of-memory":
        throw journal.throwing(new OutOfMemoryError(path));
      case "/throws/overflow":
        response.setStatus(deeper(0));
        break;
      case "/throws/wrapped":
        throw journal.throwing(new ServletException("a wrapper", new IllegalStateException(path)));
      case "/throws/logged":
        throw logged(journal, new IllegalStateException(path));
      case "/throws/late":
        response.getWriter().print("much too late");
        response.flushBuffer();
        throw journal.throwing(new IllegalStateException(path));
      case "/answers/fine":
        response.getWriter().print("fine");
        break;
      case "/answers/send-error":
        response.sendError(500, "as asked for");
        break;
      case "/answers/attribute":
        IllegalStateException failure = new IllegalStateException(path);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, journal.throwing(failure));
        response.setStatus(500);
        break;
      case "/client/aborts":
        writeOn(journal, response);
        break;
      default:
        throw journal.throwing(new IllegalStateException(journal.row()));
    }
  }

  private static ServletException logged(Journal journal, IllegalStateException failure) {
    Logger.getLogger("rows").log(Level.SEVERE, "about to wrap", failure);
    return journal.throwing(new ServletException("a wrapper", failure));
  }

  private static void writeOn(Journal journal, HttpServletResponse response) throws IOException {
    byte[] chunk = new byte[CHUNK];
    try {
      for (int i = 0; i < CHUNKS; i++) response.getOutputStream().write(chunk);
    } catch (IOException e) {
      journal.write(CANNOT_WRITE);
      throw e;
    }
  }

  private static int deeper(int depth) {
    return depth < 0 ? depth : deeper(depth + 1) + 1;
  }
}
