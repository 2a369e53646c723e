// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import dev.faultline.stubs.StubDriver;
import dev.faultline.stubs.StubServlet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;

/**
 * Requests to one route after another, each with ten statements, all of which say something else.
 * Argument: how many requests.
 */
public final class Texts {
  private static final int STATEMENTS = 10;

  private Texts() {}

  public static void main(String[] args) throws Exception {
    DriverManager.registerDriver(new StubDriver());
    int requests = Integer.parseInt(args[0]);
    try (Connection connection = DriverManager.getConnection("jdbc:stub:")) {
      StubServlet servlet = new StubServlet(route -> statements(connection, route));
      serve(servlet, 0, requests / 5);
      Left.say("a fifth");
      serve(servlet, requests / 5, requests);
      Left.say("all");
    }
  }

  private static void serve(StubServlet servlet, int from, int to) throws Exception {
    for (int i = from; i < to; i++) servlet.serve("/route" + i);
  }

  private static void statements(Connection connection, String route) throws Exception {
    for (int i = 0; i < STATEMENTS; i++) {
      String sql = "select c" + i + " from t_" + route.substring(1) + " where id = ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.executeQuery();
      }
    }
  }
}
