// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.io.IOException;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.ServletRequestEvent;
import javax.servlet.ServletRequestListener;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionListener;

/** Throws when it hears of a request whose path says so. */
public final class FaultyListener
    implements ServletRequestListener, HttpSessionListener, AsyncListener {
  private static final ThreadLocal<String> PATH = new ThreadLocal<>();

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    PATH.set(((HttpServletRequest) event.getServletRequest()).getRequestURI());
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    String path = PATH.get();
    PATH.remove();
    if (path != null && path.endsWith("/destroyed-throws")) {
      throw new IllegalStateException("thrown when the request was destroyed");
    }
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    String path = PATH.get();
    if (path != null && path.endsWith("/session-throws")) {
      throw new IllegalStateException("thrown when the session was created");
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {}

  @Override
  public void onComplete(AsyncEvent event) {}

  @Override
  public void onTimeout(AsyncEvent event) throws IOException {
    throw new IllegalStateException("thrown when the time was out");
  }

  @Override
  public void onError(AsyncEvent event) {}

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
