// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.weaving;

import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.util.Properties;
import java.util.logging.Logger;

/** Stands between a driver and the JDK's interface. */
public abstract class Middle implements Driver {
  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith("jdbc:late:");
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    throw new UnsupportedOperationException();
  }
}
