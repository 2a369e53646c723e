// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Serves itself so many requests, one after another, each with a {@code traceparent} of its own:
 * request 17 has the trace id that ends in 0011 (hexadecimal). Every tenth fails: 10, 20 ...
 *
 * <p>Arguments: how many requests, and how many milliseconds to stay after them (0 if left out).
 * Prints what came of it: "served 30, failed 3".
 */
public final class Shop {
  private Shop() {}

  public static void main(String[] args) throws Exception {
    int requests = Integer.parseInt(args[0]);
    long stayMillis = args.length > 1 ? Long.parseLong(args[1]) : 0;
    ExecutorService mail = Executors.newFixedThreadPool(2);
    Tomcat tomcat = start(new Orders(database(), mail));
    int failed = serve(tomcat, 1, requests);
    System.out.println("served " + requests + ", failed " + failed);
    Thread.sleep(stayMillis);
    tomcat.stop();
    tomcat.destroy();
    mail.shutdown();
  }

  /**
   * Serves itself those requests.
   *
   * @return how many failed
   */
  static int serve(Tomcat tomcat, int first, int last) throws IOException {
    int failed = 0;
    for (int i = first; i <= last; i++) {
      boolean again = i % 10 == 0;
      int status = get(tomcat.getConnector().getLocalPort(), again ? "/again/" : "/", i);
      if (status >= 500) failed++;
    }
    return failed;
  }

  static JdbcDataSource database() throws SQLException {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:shop;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id INT PRIMARY KEY, customer VARCHAR(50))");
      statement.execute("INSERT INTO orders VALUES (0, 'ada')");
    }
    return database;
  }

  static Tomcat start(Orders orders) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("shop").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
    Tomcat.addServlet(web, "orders", orders);
    web.addServletMappingDecoded("/orders/*", "orders");
    tomcat.start();
    return tomcat;
  }

  private static int get(int port, String path, int id) throws IOException {
    URL url = new URL("http://127.0.0.1:" + port + "/orders" + path + id + "?token=s3cr3t&page=2");
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    String traceId = String.format("0af7651916cd43dd8448eb211c80%04x", id);
    connection.setRequestProperty("traceparent", "00-" + traceId + "-b7ad6b7169203331-01");
    int status = connection.getResponseCode();
    connection.disconnect();
    return status;
  }
}
