// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a server is to serve under {@code /app}: names no type of the servlet API. */
public final class Application {
  /** The ServletContextListener that registers all else. */
  public final Class<?> deployment;

  /** Paths of error pages. */
  public final Map<Class<? extends Throwable>, String> pagesByType = new LinkedHashMap<>();

  /** Paths of error pages. */
  public final Map<Integer, String> pagesByStatus = new LinkedHashMap<>();

  public Application(Class<?> deployment) {
    this.deployment = deployment;
  }

  public Application page(Class<? extends Throwable> type, String path) {
    pagesByType.put(type, path);
    return this;
  }

  public Application page(int status, String path) {
    pagesByStatus.put(status, path);
    return this;
  }
}
