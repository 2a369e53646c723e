// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store;

import dev.faultline.agent.console.db.Database;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.store.fault.Changes;
import dev.faultline.agent.console.store.fault.FaultFilter;
import dev.faultline.agent.console.store.fault.FaultList;
import dev.faultline.agent.console.store.fault.FaultQuestions;
import dev.faultline.agent.console.store.fault.FaultTables;
import dev.faultline.agent.console.store.fault.FaultWhole;
import dev.faultline.agent.console.store.fault.Untold;
import dev.faultline.agent.console.store.table.Arrived;
import dev.faultline.agent.console.store.table.Horizon;
import dev.faultline.agent.console.store.table.Part;
import dev.faultline.agent.console.store.table.Retention;
import dev.faultline.agent.console.store.table.Sources;
import dev.faultline.agent.console.store.table.StoreFailure;
import dev.faultline.agent.console.store.trace.LooseLines;
import dev.faultline.agent.console.store.trace.TraceFilter;
import dev.faultline.agent.console.store.trace.TraceList;
import dev.faultline.agent.console.store.trace.TraceQuestions;
import dev.faultline.agent.console.store.trace.TraceTables;
import dev.faultline.agent.console.store.trace.TraceWhole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What arrived, in tables. A batch is kept when {@link #write} returns. Batches that come at the
 * same time share a transaction: whoever gets the lock writes all that wait, in the order in which
 * they came, so that the more there is to write, the less each costs. Accepted: a request may wait
 * for the writing of all that came before it.
 */
public final class Store implements AutoCloseable {
  /** A transaction that grows without end would keep all of its senders waiting. */
  private static final int MAX_SHARED = 64;

  private static final class Waiting {
    final Batch batch;
    @Nullable Changes changes;
    @Nullable StoreFailure failure;

    Waiting(Batch batch) {
      this.batch = batch;
    }

    boolean isDone() {
      return changes != null || failure != null;
    }

    /** An Error has ended the writing: who waits must not wait for ever. */
    void end() {
      if (isDone()) return;
      failure = new StoreFailure("The data was not kept", new IllegalStateException("broken off"));
    }
  }

  private final Database database;
  private final FaultTables faults;
  private final List<Part> parts = new ArrayList<>();
  private final Queue<Waiting> waiting = new ArrayDeque<>();

  /** Held by who writes; guards the parts. Before it, never after it, comes the queue's monitor. */
  private final Object writing = new Object();

  public final GroupChanges groups = new GroupChanges(this);

  /**
   * @param more families of tables beside our own; each is made with the sources, whose numbers its
   *     rows may refer to
   */
  @SafeVarargs
  public Store(Database database, Function<Sources, Part>... more) {
    this.database = database;
    Sources sources = new Sources();
    Arrived arrived = new Arrived();
    faults = new FaultTables(sources, arrived);
    parts.addAll(Arrays.asList(sources, faults, new TraceTables(sources, arrived)));
    parts.add(new LooseLines(sources, arrived));
    for (Function<Sources, Part> each : more) parts.add(each.apply(sources));
    parts.add(arrived);
  }

  /**
   * Returns when it is committed.
   *
   * @return what is new by it
   * @throws StoreFailure it was not kept
   */
  public Changes write(Batch batch) {
    String full = noRoom();
    if (full != null) throw new StoreFailure("The data was not kept", new SQLException(full));
    Waiting mine = new Waiting(batch);
    synchronized (waiting) {
      waiting.add(mine);
    }
    synchronized (writing) {
      while (!mine.isDone()) writeAll(next());
    }
    if (mine.failure != null) throw mine.failure;
    return mine.changes == null ? new Changes() : mine.changes;
  }

  /** Null also where nothing can be asked: who writes then says why. */
  private @Nullable String noRoom() {
    try {
      return database.noRoom();
    } catch (SQLException e) {
      return null;
    }
  }

  private List<Waiting> next() {
    List<Waiting> next = new ArrayList<>();
    synchronized (waiting) {
      while (next.size() < MAX_SHARED && !waiting.isEmpty()) next.add(waiting.remove());
    }
    return next;
  }

  private void writeAll(List<Waiting> all) {
    try {
      if (all.isEmpty()) return;
      Batch merged = new Batch(all.get(0).batch.receivedMillis);
      for (Waiting each : all) merged.addAll(each.batch);
      Changes changes = writeNow(merged);
      for (Waiting each : all) each.changes = ofBatch(changes, each.batch);
    } catch (SQLException | RuntimeException e) {
      // One that cannot be written must not take the others with it.
      if (all.size() > 1) {
        for (Waiting each : all) writeAll(Collections.singletonList(each));
      } else {
        String full = noRoom();
        Exception why = full == null ? e : new SQLException(full, e);
        all.get(0).failure = failure("The data was not kept", why);
      }
    } finally {
      for (Waiting each : all) each.end();
    }
  }

  private Changes writeNow(Batch batch) throws SQLException {
    boolean kept = false;
    try {
      database.write(
          connection -> {
            for (Part each : parts) each.write(connection, batch);
          });
      kept = true;
      return faults.changes();
    } finally {
      if (!kept) for (Part each : parts) each.rolledBack();
    }
  }

  /** Each change is told to the first that has brought it. */
  private static Changes ofBatch(Changes all, Batch batch) {
    Changes mine = new Changes();
    for (FaultRecord each : batch.faults) {
      if (all.newGroups.remove(each.fingerprint)) mine.newGroups.add(each.fingerprint);
      List<String> place = Changes.place(each);
      if (all.regressed.remove(place)) mine.regressed.add(place);
    }
    return mine;
  }

  /** Something that a person has decided. */
  void change(Database.Work work) {
    try {
      database.write(work);
    } catch (SQLException e) {
      throw failure("It was not changed", e);
    }
  }

  /**
   * A small step of letting go what is too old or too much.
   *
   * @return whether there is more
   */
  boolean forget(Retention retention) {
    boolean[] more = {false};
    changeParts(
        connection -> {
          Horizon horizon = new Horizon(System.currentTimeMillis(), retention);
          for (Part each : parts) more[0] |= each.forget(connection, horizon);
        });
    return more[0];
  }

  /** Changes what parts have in memory too; while nobody else writes. */
  public void changeParts(Database.Work work) {
    synchronized (writing) {
      boolean kept = false;
      try {
        database.write(work);
        kept = true;
      } catch (SQLException e) {
        throw failure("Nothing was let go", e);
      } finally {
        if (!kept) for (Part each : parts) each.rolledBack();
      }
    }
  }

  /** For questions to tables of parts beside our own. */
  public <T> T read(Database.Question<T> question) {
    try {
      return database.read(question);
    } catch (SQLException e) {
      throw failure("The database does not answer", e);
    }
  }

  /** What a console that was killed has kept, and its alerts have not heard of. */
  public Untold untold() {
    long now = System.currentTimeMillis();
    return read(connection -> new Untold(connection, now));
  }

  public Summary summary() {
    return read(Summary::new);
  }

  /** What is kept takes so many bytes on the disk; 0 in memory. */
  public long bytes() {
    try {
      return database.bytes();
    } catch (SQLException e) {
      throw failure("The database does not answer", e);
    }
  }

  public FaultList faults(FaultFilter filter) {
    long now = System.currentTimeMillis();
    return read(connection -> new FaultQuestions(connection, now).list(filter));
  }

  /** Null when there is none. */
  public @Nullable FaultWhole fault(String fingerprint) {
    long now = System.currentTimeMillis();
    return read(connection ->
            readable(() -> FaultWhole.of(new FaultQuestions(connection, now), fingerprint)))
        .orElse(null);
  }

  public TraceList traces(TraceFilter filter) {
    return read(connection -> new TraceQuestions(connection).list(filter));
  }

  /** Null when there is none. */
  public @Nullable TraceWhole trace(String id) {
    return read(connection -> readable(() -> new TraceQuestions(connection).whole(id)))
        .orElse(null);
  }

  private interface Reading<T> {
    @Nullable T read() throws SQLException, IOException;
  }

  private static <T> Optional<T> readable(Reading<T> reading) throws SQLException {
    try {
      return Optional.ofNullable(reading.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes that no version of ours has written
    }
  }

  private static StoreFailure failure(String what, Exception e) {
    if (e instanceof StoreFailure) return (StoreFailure) e;
    return new StoreFailure(what, e);
  }

  @Override
  public void close() throws SQLException {
    synchronized (writing) {
      database.close();
    }
  }
}
