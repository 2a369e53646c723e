// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.lane.Lane;
import dev.faultline.bootstrap.subject.SqlOperation;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The way of calls whose statement the shipper has not read yet: it counts them itself, once it
 * knows which histogram is theirs, and from then on the application's threads count there. So each
 * call is counted once, in all that it belongs to, and no thread of the application has to find out
 * which texts differ in values only. When too many are on the way, a call is counted by operation
 * alone.
 */
public final class FirstCalls {
  /** Longer texts are counted by operation alone: so many on the way could hold 10 MB. */
  private static final int MAX_SQL = JdbcStatements.MAX_CACHED_SQL;

  private static final int MAX_WAITING = 512;

  private static final Lane<FirstCall> LANE = new Lane<>(MAX_WAITING);
  private static final LongAdder LEFT_OUT = new LongAdder();
  private static volatile boolean on;

  private FirstCalls() {}

  /** From now on, {@code consumer} polls. */
  public static void consumedBy(Thread consumer) {
    LANE.consumer(consumer);
    on = true;
  }

  /** Calls are counted by operation alone. What is on its way is still to be polled. */
  public static void turnOff() {
    on = false;
  }

  /** The oldest that waits, or null. For the consumer alone. */
  public static @Nullable FirstCall poll() {
    return LANE.poll();
  }

  public static boolean isEmpty() {
    return LANE.pending() == 0;
  }

  /** How many calls, or statements, were counted by operation alone for want of room. */
  public static long leftOut() {
    return LEFT_OUT.sum() + LANE.dropped();
  }

  /** There was no room for a statement. */
  public static void leaveOut() {
    LEFT_OUT.increment();
  }

  /** Whether the statement's calls are to be counted by what it says. */
  static boolean want(SqlStatement statement) {
    if (!on || statement.times != null) return false;
    String sql = statement.sql;
    return sql != null && sql.length() <= MAX_SQL && isUse(SqlOperation.of(sql));
  }

  /** Whether it is worth offering one. */
  static boolean hasRoom() {
    return LANE.pending() < MAX_WAITING;
  }

  static boolean offer(FirstCall call) {
    return LANE.offer(call, 1);
  }

  /** What makes and administers tables runs once, and would take the room of what runs often. */
  private static boolean isUse(@Nullable String operation) {
    if (operation == null) return false;
    switch (operation) {
      case "SELECT":
      case "INSERT":
      case "UPDATE":
      case "DELETE":
      case "MERGE":
      case "REPLACE":
      case "UPSERT":
      case "CALL":
      case "EXEC":
      case "EXECUTE":
      case "VALUES":
        return true;
      default:
        return false;
    }
  }
}
