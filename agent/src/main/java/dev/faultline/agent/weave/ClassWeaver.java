// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import org.jspecify.annotations.Nullable;

/**
 * Weaves class files. Between the two class loaders that the weaver's classes are in, see {@link
 * Looms}: types of the JDK only, and public for that reason alone.
 */
public interface ClassWeaver {
  /**
   * The woven class file, or null if the type declares no method to weave.
   *
   * @param name with slashes
   * @param probes names of the probes whose rules the type matches
   * @param weavings as many: the names, with dots, of the {@link Weaving}s of these rules
   */
  byte @Nullable [] weave(
      @Nullable ClassLoader loader, String name, byte[] file, String[] probes, String[] weavings)
      throws ReflectiveOperationException;
}
