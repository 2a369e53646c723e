// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Serves the requests of {@link Leaks}, each of which goes wrong in its way. */
final class Vault extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Logger LOG = Logger.getLogger("leaks.Vault");

  private final transient Statements statements;
  private final transient ExecutorService workers;

  Vault(Statements statements, ExecutorService workers) {
    this.statements = statements;
    this.workers = workers;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    request.getParameter("note");
    request.getSession();
    Thread.currentThread().setName("request sid=planted50");
    switch (request.getPathInfo().split("/")[1]) {
      case "fail":
        throw failure();
      case "sql":
        sql();
        break;
      case "log":
        log();
        break;
      case "task":
        task();
        break;
      default:
        response.setStatus(request.getMethod().equals("POST") ? 200 : 500);
    }
  }

  private static ServletException failure() {
    Exception cause = new IllegalArgumentException("{\"password\":\"planted51\", \"harmless\":1}");
    cause.addSuppressed(new IOException("GET http://shop/x?api_key=planted52&page=1 failed"));
    return new ServletException("harmless: authorization: Bearer planted53", cause);
  }

  private void sql() throws ServletException {
    try {
      statements.fail();
    } catch (SQLException e) {
      throw new ServletException("cannot store (harmless): " + e.getMessage(), e);
    }
  }

  private static void log() {
    LOG.log(Level.WARNING, "harmless line, token={0}", "planted54");
    LOG.info("{\"client_secret\":\"planted55\"}");
    LOG.log(
        Level.SEVERE,
        "password=planted56",
        new IOException("-----BEGIN PRIVATE KEY-----planted57"));
    throw new IllegalStateException("harmless after lines");
  }

  private void task() throws ServletException {
    try {
      workers.submit(() -> fail("card 4111111111111111 of <pin>planted58</pin>")).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new ServletException(e);
    }
  }

  private static Object fail(String message) {
    Thread.currentThread().setName("pool-passwd=planted59");
    throw new IllegalStateException(message);
  }
}
