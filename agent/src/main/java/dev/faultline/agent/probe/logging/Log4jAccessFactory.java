// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import dev.faultline.agent.weave.access.AccessLoader;
import dev.faultline.bootstrap.hook.Log4jApi;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Links {@link Log4jAccess} with the Log4j of an application. */
final class Log4jAccessFactory implements Log4jApi.Factory {

  /** Privileged: the application is on the stack, and may be under a security manager. */
  @Override
  @SuppressWarnings("removal") // there is nothing else on Java 8
  public Log4jApi create(Class<?> level) throws Exception {
    try {
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<Log4jApi>() {
            @Override
            public Log4jApi run() throws Exception {
              return link(level);
            }
          });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private static Log4jApi link(Class<?> level) throws ReflectiveOperationException {
    AccessLoader loader = new AccessLoader(Log4jAccess.class, level.getClassLoader());
    return (Log4jApi) loader.accessor().getConstructor().newInstance();
  }
}
