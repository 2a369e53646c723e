// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.util.logging.Logger;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/**
 * Refuses so many payments: each is a line of the log, and an answer of 500 without an exception.
 *
 * <p>Arguments: how many, and how many milliseconds to stay after them.
 */
public final class Payments {
  private Payments() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("payments").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
    Tomcat.addServlet(web, "pay", new Refusing());
    web.addServletMappingDecoded("/pay", "pay");
    tomcat.start();
    for (int i = 0; i < Integer.parseInt(args[0]); i++) {
      pay(tomcat.getConnector().getLocalPort(), i);
    }
    System.out.println("refused " + args[0]);
    Thread.sleep(Long.parseLong(args[1]));
    tomcat.stop();
    tomcat.destroy();
  }

  private static void pay(int port, int id) throws IOException {
    URL url = new URL("http://127.0.0.1:" + port + "/pay?id=" + id);
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.getResponseCode();
    connection.disconnect();
  }

  private static final class Refusing extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger("shop.Payments");

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) {
      LOG.severe("payment_failed: card of order " + request.getParameter("id") + " is refused");
      response.setStatus(500);
    }
  }
}
