// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Puts secrets wherever an application and its clients can put some: each of them has the word
 * "planted" in it, and is one by its name, by what it looks like, or as a value in SQL. What may be
 * told says "harmless".
 */
public final class Leaks {
  static final String JWT = "eyJhbGciOiJIUzI1NiJ9.planted";

  private Leaks() {}

  public static void main(String[] args) throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:leaks;DB_CLOSE_DELAY=-1");
    Statements statements = new Statements(database);
    statements.create();
    ExecutorService workers = Executors.newFixedThreadPool(2);
    Tomcat tomcat = start(new Vault(statements, workers));
    int port = tomcat.getConnector().getLocalPort();
    for (String path : new String[] {"/fail", "/sql", "/log", "/task", "/slow", "/fine"}) {
      send(port, "POST", path);
    }
    send(port, "X-" + JWT + "60.c2ln", "/fine");
    connect();
    dieOn();
    workers.shutdown();
    workers.awaitTermination(10, TimeUnit.SECONDS);
    tomcat.stop();
    tomcat.destroy();
    System.out.println("planted");
  }

  private static Tomcat start(Vault vault) throws IOException, LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Files.createTempDirectory("leaks").toString());
    tomcat.setPort(0);
    tomcat.getConnector().setProperty("address", "127.0.0.1");
    Context web = tomcat.addContext("", tomcat.getServer().getCatalinaBase().getPath());
    Tomcat.addServlet(web, "vault", vault);
    web.addServletMappingDecoded("/*", "vault");
    tomcat.start();
    return tomcat;
  }

  /** By hand: no client would send all that. */
  private static void send(int port, String method, String path) throws IOException {
    String body = "password=planted01&user%5Bpin%5D=planted02&note=harmless&" + JWT + "03.c2ln=";
    List<String> lines = new ArrayList<>();
    String target = path + "/" + JWT + "04.c2ln;jsessionid=planted05";
    String query =
        "?token=planted06&page=2&next=https%3A%2F%2Fann%3Aplanted07%40shop&" + JWT + "08.c";
    lines.add(method + " " + target + query + " HTTP/1.1");
    lines.add("Host: localhost");
    lines.add("Authorization: Basic planted09");
    lines.add("Cookie: theme=harmless; sid=planted10; JSESSIONID=planted11");
    lines.add("X-Api-Key: planted12");
    lines.add("Referer: http://localhost/login?password=planted13&page=1");
    lines.add("User-Agent: harmless/1.0 (Bearer planted14==)");
    lines.add("X-Note: sent with Basic cGxhbnRlZDpw" + "planted15=");
    lines.add("traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    lines.add("tracestate: shop=" + JWT + "16.c2ln");
    lines.add("Content-Type: application/x-www-form-urlencoded");
    lines.add("Content-Length: " + body.length());
    lines.add("Connection: close");
    String request = String.join("\r\n", lines) + "\r\n\r\n" + body;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      while (in.read() >= 0) {}
    }
  }

  /** Two that get no connection, whose drivers repeat the address or not. */
  private static void connect() {
    for (String url :
        new String[] {
          "jdbc:h2:mem:leaks;USER=harmless;PASSWORD=planted17",
          "jdbc:nosuch://ann:planted18@db/shop?password=planted19"
        }) {
      try {
        DriverManager.getConnection(url).close();
      } catch (SQLException e) {
        java.util.logging.Logger.getLogger("leaks").log(java.util.logging.Level.WARNING, url, e);
      }
    }
  }

  private static void dieOn() throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw new IllegalStateException("harmless; secret_key=planted20");
            },
            "worker token=planted21");
    thread.start();
    thread.join();
  }
}
