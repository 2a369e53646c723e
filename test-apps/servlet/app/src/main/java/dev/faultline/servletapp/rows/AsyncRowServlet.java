// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Goes async, and throws somewhere on the way. */
final class AsyncRowServlet extends RowServlet {
  private static final long serialVersionUID = 1;
  private static final long SHORT = 50;
  private static final long LONG = 30_000;

  /** For something to be thrown; most servers wait for it then. */
  private static final long LONG_ENOUGH = 2_000;

  @Override
  void serve(
      String path, Journal journal, HttpServletRequest request, HttpServletResponse response) {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      throw journal.throwing(new IllegalStateException(path));
    }
    AsyncContext async = request.startAsync();
    async.addListener(new RowAsyncListener(journal));
    async.setTimeout(LONG);
    switch (path) {
      case "/async/on-timeout":
      case "/async/time-out":
        async.setTimeout(SHORT);
        break;
      case "/async/throws":
      case "/async/on-error":
        throw journal.throwing(new IllegalStateException(path));
      case "/async/on-complete":
        async.complete();
        break;
      case "/async/run":
        async.setTimeout(LONG_ENOUGH);
        async.start(new Throwing(Thread.currentThread(), journal));
        break;
      case "/async/dispatch":
        new Thread(async::dispatch, "async-worker").start();
        break;
      default:
        throw unknown(path);
    }
  }

  /** Throws when the request's thread is done: Tomcat breaks the connection off otherwise. */
  private static final class Throwing implements Runnable {
    private final Thread serving;
    private final Journal journal;

    Throwing(Thread serving, Journal journal) {
      this.serving = serving;
      this.journal = journal;
    }

    @Override
    public void run() {
      while (isServing()) Thread.yield();
      throw journal.throwing(new IllegalStateException(journal.row()));
    }

    private boolean isServing() {
      if (serving == Thread.currentThread()) return false;
      for (StackTraceElement each : serving.getStackTrace()) {
        String name = each.getClassName();
        if (name.startsWith("org.apache.coyote.")) return true;
        if (name.contains("HttpChannel") || name.startsWith("io.undertow.")) return true;
      }
      return false;
    }
  }
}
