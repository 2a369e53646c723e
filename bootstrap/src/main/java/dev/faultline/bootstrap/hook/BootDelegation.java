// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/**
 * Finds the bootstrap classes for class loaders that do not ask the bootstrap loader. Called by
 * every woven {@code loadClass}, for every class of the application: the prefix decides at once.
 */
public final class BootDelegation {
  private static final String PREFIX = "dev.faultline.bootstrap.";

  private BootDelegation() {}

  /** The class of ours with this name, or null for the loader to go on. */
  public static @Nullable Class<?> find(@Nullable String name) {
    if (name == null || !name.startsWith(PREFIX)) return null;
    try {
      return Class.forName(name, false, BootDelegation.class.getClassLoader());
    } catch (ClassNotFoundException unknown) {
      return null; // the loader's own answer is the right one then
    }
  }

  /** What the woven method returns: the class found, else what it came to by itself. */
  public static @Nullable Class<?> orElse(@Nullable Class<?> found, @Nullable Class<?> result) {
    return found == null ? result : found;
  }
}
