// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/** Exits while a request is being served that will never end: its statement waits for ever. */
public final class Stuck {
  private static final CountDownLatch QUERYING = new CountDownLatch(1);

  private Stuck() {}

  public static void main(String[] args) throws Exception {
    int port = start();
    Thread client = new Thread(() -> get(port), "client");
    client.setDaemon(true);
    client.start();
    QUERYING.await();
    System.out.println("exiting");
    System.exit(0);
  }

  /** Called by the database, within the statement. */
  public static int waitForEver() throws InterruptedException {
    QUERYING.countDown();
    Thread.currentThread().join();
    return 0;
  }

  private static int start() throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("stuck").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
    Tomcat.addServlet(web, "report", new Report());
    web.addServletMappingDecoded("/report", "report");
    tomcat.start();
    return tomcat.getConnector().getLocalPort();
  }

  private static void get(int port) {
    try (InputStream in = new URL("http://127.0.0.1:" + port + "/report").openStream()) {
      in.read();
    } catch (IOException e) {
      // the server has gone: what this is about
    }
  }

  private static final class Report extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException {
      try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:stuck");
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE report (id INT)");
        statement.execute("CREATE ALIAS wait FOR \"dev.faultline.exporters.Stuck.waitForEver\"");
        statement.execute("CALL wait()");
      } catch (SQLException e) {
        throw new ServletException(e);
      }
    }
  }
}
