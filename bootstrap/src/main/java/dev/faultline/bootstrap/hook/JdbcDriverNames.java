// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Database;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the kind of database by the package of a driver's connection: for connections that were
 * made before the agent was there.
 */
final class JdbcDriverNames {
  private static final String[] PACKAGES = {
    "org.postgresql.",
    "com.mysql.",
    "org.mariadb.",
    "com.microsoft.sqlserver.",
    "net.sourceforge.jtds.",
    "oracle.jdbc.",
    "com.ibm.db2.",
    "org.h2.",
    "org.hsqldb.",
    "org.apache.derby.",
    "org.sqlite.",
    "com.clickhouse.",
    "com.sap.db.",
    "com.informix.",
  };

  private static final Database[] DATABASES = {
    named("postgresql"),
    named("mysql"),
    named("mariadb"),
    named("microsoft.sql_server"),
    named("microsoft.sql_server"),
    named("oracle.db"),
    named("ibm.db2"),
    named("h2database"),
    named("hsqldb"),
    named("derby"),
    named("sqlite"),
    named("clickhouse"),
    named("sap.hana"),
    named("ibm.informix"),
  };

  private JdbcDriverNames() {}

  static @Nullable Database guess(Object connection) {
    String name = connection.getClass().getName();
    for (int i = 0; i < PACKAGES.length; i++) {
      if (name.startsWith(PACKAGES[i])) return DATABASES[i];
    }
    return null;
  }

  private static Database named(String system) {
    return new Database(system, null, null, 0);
  }
}
