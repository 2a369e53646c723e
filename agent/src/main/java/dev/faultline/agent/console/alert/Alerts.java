// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.AlertEngine;
import dev.faultline.agent.alert.channel.Dispatcher;
import dev.faultline.agent.alert.notice.AlertSink;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.setup.RuleDesk;
import dev.faultline.agent.alert.setup.RuleProblem;
import dev.faultline.agent.alert.setup.WatchedFile;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.store.fault.Changes;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The engine of the console: fed by all threads that bring something in, moved on by a thread of
 * its own. All is done under one lock; what was decided is written before it is handed on to the
 * channels, whose dispatcher waits for nobody.
 */
public final class Alerts implements AutoCloseable {
  private static final long TICK_MILLIS = 1_000;
  private static final long LOOK_MILLIS = 2_000;
  private static final long CLOSE_MILLIS = 2_000;
  private static final String TEXT = "page-rules";

  /** Who waits for a test holds one of the few threads that answer the page. */
  private static final int MAX_TESTERS = 2;

  private final Object lock = new Object();
  private final Semaphore testers = new Semaphore(MAX_TESTERS);
  private final Database database;
  private final Consumer<String> say;
  private final LongSupplier clock;
  private final Events events = new Events();
  private final AlertMemory memory;
  private final Dispatcher dispatcher;
  private final RuleDesk desk;
  private final AlertEngine engine;
  private final List<Notice> decided = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "faultline-console-alerts");
  private List<PageSilence> silences = new ArrayList<>();
  private long nowMillis;
  private long lookedMillis;
  private boolean complained;
  private boolean crowded;

  /**
   * Goes on with what was open. Nothing is sent before {@link #start}.
   *
   * @param config what the environment says of alerts, and of the way to channels
   * @param file with rules and channels; null for none
   * @param say takes lines about what is wrong
   * @throws IOException the database does not answer
   */
  public static Alerts open(
      Database database, AgentConfig config, @Nullable Path file, Consumer<String> say)
      throws IOException {
    try {
      return new Alerts(database, config, file, say, System::currentTimeMillis);
    } catch (SQLException e) {
      throw new IOException("the database cannot be used (" + e.getMessage() + ")", e);
    }
  }

  Alerts(
      Database database,
      AgentConfig config,
      @Nullable Path file,
      Consumer<String> say,
      LongSupplier clock)
      throws SQLException {
    this.database = database;
    this.say = say;
    this.clock = clock;
    memory = new AlertMemory(database, say);
    dispatcher = new Dispatcher(config, config.alert().language(), memory);
    String page = database.read(connection -> AlertTables.text(connection, TEXT));
    WatchedFile watched = file == null ? null : new WatchedFile(file);
    desk = new RuleDesk(config.alert(), watched, page, say);
    dispatcher.configure(desk.book().channels);
    engine = new AlertEngine(desk.book().rules, memory, new Sink(), now());
    silences = database.read(connection -> PageSilence.all(connection, say));
    applySilences();
    thread.setDaemon(true);
  }

  /**
   * Begins to judge by time and to send.
   *
   * @param url of the console, as people reach it, for links in messages
   */
  public void start(String url) {
    begin(url);
    thread.start();
  }

  /** All but the judging by time. */
  void begin(String url) {
    step(
        () -> {
          desk.link(url + "/#/{page}");
          engine.rules(desk.book().rules, now());
        });
    dispatcher.start();
  }

  /** What was kept is judged. Never fails. */
  public void take(Batch batch, Changes changes) {
    Set<List<String>> heard = changes.all();
    step(
        () -> {
          try {
            events.of(batch, changes, event -> engine.on(event, now()));
          } finally {
            memory.heard(heard); // what fails once would fail at each start
          }
          boolean first = events.leftOut() > 0 && !crowded;
          crowded |= first;
          if (first) say.accept("Alerts: there are too many series of requests to judge them all");
        });
  }

  private void run() {
    while (!isStopped()) contained(() -> step(this::tick));
  }

  private boolean isStopped() {
    try {
      return stopped.await(TICK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      return true; // nobody but ourselves knows this thread
    }
  }

  void tick() {
    if (now() - lookedMillis >= LOOK_MILLIS) {
      lookedMillis = now();
      if (desk.look(lookedMillis)) applyRules();
    }
    engine.tick(now());
  }

  private void applyRules() {
    dispatcher.configure(desk.book().channels);
    engine.rules(desk.book().rules, now());
  }

  private void applySilences() {
    List<Silence> all = new ArrayList<>();
    for (PageSilence each : silences) all.add(each.silence);
    engine.silences(all);
  }

  /** Something that may decide; whatever it comes to is written, and then handed on. */
  void step(Runnable work) {
    synchronized (lock) {
      List<Notice> rest = new ArrayList<>();
      try {
        contained(work);
        contained(
            () -> {
              for (Notice each : decided) rest.addAll(memory.telling(each));
              memory.commit();
            });
        for (Notice each : rest) contained(() -> dispatcher.tell(each));
      } finally {
        decided.clear(); // in any case: none is told twice
      }
    }
  }

  /** Whatever goes wrong: what came in is stored already, and the thread must go on. */
  private void contained(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
      boolean first = !complained;
      complained = true;
      if (first) say.accept("An alert failed within Faultline: " + e);
    }
  }

  /** Never goes back, whatever the machine's clock does. */
  private long now() {
    nowMillis = Math.max(nowMillis, clock.getAsLong());
    return nowMillis;
  }

  /** How many groups of rules fire, and what became of messages, by their names in the summary. */
  public Map<String, Long> summary() {
    return view().summary();
  }

  /** What the page shows. */
  AlertView view() {
    synchronized (lock) {
      return new AlertView(desk, engine, silences, dispatcher.status(), now());
    }
  }

  List<HistoryRow> history(int limit) throws SQLException {
    return database.read(connection -> HistoryTable.newest(connection, limit));
  }

  /**
   * Sends a test, and waits for what becomes of it.
   *
   * @return empty when it was taken, else why not
   */
  String test(String channel, long waitMillis) throws InterruptedException {
    if (!testers.tryAcquire()) return "other tests are under way: try again when they have ended";
    try {
      return dispatcher.test(channel).get(waitMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return "it is not known yet: the channel has not answered";
    } catch (ExecutionException e) {
      return "it failed within Faultline: " + e.getCause();
    } finally {
      testers.release();
    }
  }

  /**
   * Makes a silence.
   *
   * @return its id
   * @throws IllegalArgumentException the matchers are none; the message says so to a person
   */
  String silence(String id, String matchers, long untilMillis, String comment) throws SQLException {
    PageSilence made = new PageSilence(Silence.of(id, matchers, untilMillis), comment);
    synchronized (lock) {
      long now = now();
      if (untilMillis <= now) throw new IllegalArgumentException("\"until\" is over.");
      database.write(
          connection -> {
            PageSilence.removeOver(connection, now);
            made.save(connection);
          });
      silences = database.read(connection -> PageSilence.all(connection, say));
      applySilences();
    }
    return id;
  }

  /** Whether there was one. */
  boolean endSilence(String id) throws SQLException {
    synchronized (lock) {
      if (!silences.removeIf(each -> each.silence.id.equals(id))) return false;
      database.write(connection -> PageSilence.remove(connection, id));
      applySilences();
      return true;
    }
  }

  String pageRules() {
    synchronized (lock) {
      return desk.pageText();
    }
  }

  /**
   * Has the rules of the page from now on, if nothing is wrong with them.
   *
   * @return what is wrong
   */
  List<RuleProblem> pageRules(String text) throws SQLException {
    synchronized (lock) {
      List<RuleProblem> problems = desk.check(text);
      if (!problems.isEmpty()) return problems;
      database.write(connection -> AlertTables.text(connection, TEXT, text));
    }
    step(
        () -> {
          desk.page(text);
          applyRules();
        });
    return new ArrayList<>();
  }

  /** Sends what goes at once; the rest is left for the next console. */
  @Override
  public void close() {
    stopped.countDown();
    memory.closing();
    dispatcher.close(CLOSE_MILLIS);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) Thread.currentThread().interrupt();
  }

  private final class Sink implements AlertSink {
    @Override
    public void tell(Notice notice) {
      decided.add(notice);
    }

    @Override
    public void held(Notice notice, String why) {
      memory.held(notice, why);
    }
  }
}
