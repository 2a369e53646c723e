// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/**
 * Weaves with the agent's own permissions where there is a security manager: classes are loaded
 * with those of the application's code on the stack.
 */
final class Privileged implements ClassFileTransformer {
  private final Weaver weaver;

  Privileged(Weaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (System.getSecurityManager() == null) {
      return weaver.transform(loader, name, redefined, domain, file);
    }
    // Not a lambda: it would be made while a class is being defined.
    return AccessController.doPrivileged(
        new PrivilegedAction<byte @Nullable []>() {
          @Override
          public byte @Nullable [] run() {
            return weaver.transform(loader, name, redefined, domain, file);
          }
        });
  }
}
