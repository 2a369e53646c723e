// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.PoolState;
import dev.faultline.bootstrap.trace.CurrentTrace;
import org.jspecify.annotations.Nullable;

/**
 * How full a pool of connections was when it had none to give. Asked only then, of the pools whose
 * getters are known to wait for nobody: see the RATIONALE.
 */
final class JdbcPools {
  /** By the class of the DataSource. What is kept with a class goes when the class does. */
  private static final ClassValue<@Nullable JdbcPoolGetters> GETTERS =
      new ClassValue<@Nullable JdbcPoolGetters>() {
        @Override
        protected @Nullable JdbcPoolGetters computeValue(Class<?> type) {
          return JdbcPoolGetters.of(type);
        }
      };

  private JdbcPools() {}

  /** Null for what is no pool that is known. */
  static @Nullable PoolState state(CurrentTrace current, Object dataSource) {
    if (!current.enterHook()) return null;
    try {
      JdbcPoolGetters getters = GETTERS.get(dataSource.getClass());
      return getters == null ? null : getters.read(dataSource);
    } catch (RuntimeException | LinkageError e) {
      return null;
    } finally {
      current.exitHook();
    }
  }
}
