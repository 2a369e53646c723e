// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.weaving;

import java.sql.Connection;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A driver, but its own class file does not say so. */
public final class Late extends Middle {
  @Override
  public @Nullable Connection connect(String url, Properties properties) {
    return null;
  }
}
