// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.AsyncContext;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;

/** Goes async, and on in the way that its path says. */
final class AsyncServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.ASYNC) {
      goOn(request, response);
    } else {
      start(request, response);
    }
  }

  private static void start(HttpServletRequest request, HttpServletResponse response) {
    String kind = request.getPathInfo();
    if (kind.equals("/wrapped")) {
      HttpServletRequest wrapper = new HttpServletRequestWrapper(request);
      completeLater(wrapper.startAsync(wrapper, response), 200);
      return;
    }
    AsyncContext async = request.startAsync();
    switch (kind) {
      case "/complete":
        completeLater(async, 200);
        break;
      case "/complete-at-once":
        async.complete();
        break;
      case "/complete-503":
        completeLater(async, 503);
        break;
      case "/dispatch":
      case "/dispatch-twice":
        inThread(async::dispatch);
        break;
      case "/dispatch-at-once":
        async.dispatch("/text?dispatched=1");
        break;
      case "/dispatch-elsewhere":
        inThread(() -> async.dispatch("/text"));
        break;
      case "/timeout":
        async.setTimeout(50);
        break;
      case "/started":
        async.start(async::complete);
        break;
      default:
        throw new AssertionError(kind);
    }
  }

  private static void goOn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String kind = request.getPathInfo();
    if (kind.equals("/dispatch-twice") && request.getAttribute("again") == null) {
      request.setAttribute("again", true);
      AsyncContext async = request.startAsync();
      inThread(async::dispatch);
      return;
    }
    response.setContentType("text/plain");
    response.getWriter().print("dispatched");
  }

  private static void completeLater(AsyncContext async, int status) {
    inThread(
        () -> {
          ((HttpServletResponse) async.getResponse()).setStatus(status);
          async.complete();
        });
  }

  private static void inThread(Runnable work) {
    new Thread(work, "async-worker").start();
  }
}
