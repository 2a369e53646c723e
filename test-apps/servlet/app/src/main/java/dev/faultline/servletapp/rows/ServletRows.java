// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import dev.faultline.servletapp.Application;
import dev.faultline.servletapp.Server;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Starts a server, asks it all rows, and ends it; then says what was answered to each, and what the
 * application saw of it.
 */
public final class ServletRows {
  private static final String[] QUICK = {
    "/answers/fine",
    "/answers/send-error",
    "/answers/attribute",
    "/throws/runtime",
    "/throws/checked",
    "/throws/error",
    "/throws/out-of-memory",
    "/throws/overflow",
    "/throws/wrapped",
    "/throws/logged",
    "/throws/late",
    "/filter/before",
    "/filter/after",
    "/filter/catches",
    "/filter/catches-with-attribute",
    "/filter/catches-fine",
    "/filter/sends-error",
    "/filter/wraps",
    "/filter/passes",
    "/page/by-type",
    "/page/by-status",
    "/page/throws",
    "/dispatch/forward",
    "/dispatch/include",
    "/dispatch/include-caught",
    "/listener/request-initialized",
    "/listener/request-destroyed",
    "/listener/session-created",
    "/listener/session-destroyed",
    "/listener/attribute-added",
    "/listener/attribute-replaced",
    "/listener/attribute-removed",
    "/listener/value-bound",
    "/listener/value-unbound",
    "/init/servlet"
  };

  /** These wait for a time to be out, on some servers. */
  private static final String[] SLOW = {
    "/async/time-out",
    "/async/on-timeout",
    "/async/throws",
    "/async/on-error",
    "/async/on-complete",
    "/async/run",
    "/async/dispatch"
  };

  private final Map<String, String> answers = new TreeMap<>();

  private ServletRows() {}

  /**
   * @param servers what makes them: one is for an application that cannot start
   */
  public static void run(Supplier<Server> servers) throws Exception {
    ServletRows rows = new ServletRows();
    rows.start(servers.get());
    rows.serve(servers.get());
    rows.answers.forEach((row, answer) -> System.out.println(row + ": " + answer));
    Journal.print();
  }

  private void start(Server server) {
    Journal journal = Journal.of("/context/initialized");
    attempt(journal, () -> server.start(new Application(Lifetimes.BadStart.class)));
    attempt(journal, server::stop);
  }

  private void serve(Server server) throws Exception {
    Application application = new Application(RowDeployment.class);
    application.page(PageServlet.ForPage.class, "/error/page").page(409, "/error/page");
    application.page(PageServlet.ForBadPage.class, "/error/bad-page");
    Client client = new Client(server.start(application));
    Thread[] slow = new Thread[SLOW.length];
    for (int i = 0; i < SLOW.length; i++) {
      String row = SLOW[i];
      slow[i] = new Thread(() -> ask(client, row));
      slow[i].start();
    }
    for (String row : QUICK) ask(client, row);
    for (Thread each : slow) each.join();
    attempt(Journal.of("/client/aborts"), () -> abort(client));
    attempt(Journal.of("/context/destroyed"), server::stop);
  }

  private void ask(Client client, String row) {
    attempt(Journal.of(row), () -> answer(row, client.ask(row)));
  }

  private void abort(Client client) throws Exception {
    answer("/client/aborts", client.abort("/client/aborts"));
    Journal.of("/client/aborts").await(ThrowingServlet.CANNOT_WRITE);
  }

  private void answer(String row, String answer) {
    synchronized (answers) {
      answers.put(row, answer);
    }
  }

  private static void attempt(Journal journal, Attempt attempt) {
    try {
      attempt.make();
    } catch (Throwable e) {
      journal.sees("server fails with", e);
    }
  }

  private interface Attempt {
    void make() throws Exception;
  }
}
