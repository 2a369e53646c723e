// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.agent.weave.access.AccessLoader;
import dev.faultline.bootstrap.hook.ServletApi;
import java.lang.reflect.InvocationTargetException;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import org.jspecify.annotations.Nullable;

/** Links {@link ServletAccess}, or its twin for jakarta, with the servlet API of an application. */
final class AccessFactory implements ServletApi.Factory {
  private static final String JAVAX = "javax/servlet/";

  /** Privileged: the application is on the stack, and may be under a security manager. */
  @Override
  @SuppressWarnings("removal") // there is nothing else on Java 8
  public @Nullable ServletApi create(Class<?> httpServletRequest) throws Exception {
    try {
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<@Nullable ServletApi>() {
            @Override
            public @Nullable ServletApi run() throws Exception {
              return link(httpServletRequest);
            }
          });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private static @Nullable ServletApi link(Class<?> httpServletRequest)
      throws ReflectiveOperationException {
    String root = httpServletRequest.getName().replace("http.HttpServletRequest", "");
    ClassLoader apiLoader = httpServletRequest.getClassLoader();
    if (!has(apiLoader, root + "AsyncListener")) return null;
    boolean mappings = has(apiLoader, root + "http.HttpServletMapping");
    AccessLoader loader =
        new AccessLoader(ServletAccess.class, apiLoader, JAVAX, root.replace('.', '/'));
    try {
      return (ServletApi) loader.accessor().getConstructor(boolean.class).newInstance(mappings);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean has(@Nullable ClassLoader loader, String name) {
    try {
      Class.forName(name, false, loader);
      return true;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
