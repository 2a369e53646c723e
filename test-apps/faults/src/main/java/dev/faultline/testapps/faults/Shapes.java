// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Faults whose stacks change from run to run and from JDK to JDK. Rows whose names are the same up
 * to the hyphen are one fault; all others are different ones. Each is seen first on a thread that
 * is named like its row.
 */
public final class Shapes {
  private Shapes() {}

  public static void main(String[] args) {
    Rows rows = new Rows();
    addPlain(rows);
    ShapesOfLambdas.add(rows);
    ShapesOfReflection.addProxies(rows);
    ShapesOfReflection.addReflection(rows);
    ShapesOfDepth.add(rows);
    ShapesOfTheJdk.add(rows);
    rows.add("initializer-fails", Dying.of(name -> Broken.use()));
    rows.add("initializerBefore-failed", Dying.of(name -> Broken.use()));
    rows.add("sql-oneKey", Dying.of(name -> insertTwice(1)));
    rows.add("sql-anotherKey", Dying.of(name -> insertTwice(2_000_000)));
    rows.run(args);
  }

  private static void addPlain(Rows rows) {
    rows.add("plain-message", Dying.of(name -> Dying.fail(name)));
    rows.add("plain-otherMessage", Dying.of(name -> Dying.fail("order 4711 of " + name)));
    rows.add("otherSite", Dying.of(Shapes::failElsewhere));
    rows.add("otherType", Dying.of(Shapes::failOtherwise));
    rows.add("cause", Dying.of(name -> failFor(new IOException(name))));
    rows.add("otherCause", Dying.of(name -> failFor(new SQLException(name))));
  }

  private static void failElsewhere(String message) {
    throw new IllegalStateException(message);
  }

  private static void failOtherwise(String message) {
    throw new IllegalArgumentException(message);
  }

  private static void failFor(Exception cause) {
    throw new IllegalStateException(cause);
  }

  private static final class Broken {
    static {
      if (Integer.getInteger("no.such.property", 0) == 0) Dying.fail("cannot be initialized");
    }

    static void use() {}
  }

  private static void insertTwice(int key) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      connection.createStatement().execute("create table orders (id int primary key)");
      insert(connection, key);
      insert(connection, key);
    }
  }

  private static void insert(Connection connection, int key) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?)")) {
      insert.setInt(1, key);
      insert.executeUpdate();
    }
  }
}
