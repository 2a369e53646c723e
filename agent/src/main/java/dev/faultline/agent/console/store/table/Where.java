// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions of a query, all of which must hold, with their values. */
public final class Where {
  private final StringBuilder text = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  public Where and(String condition, Object... values) {
    text.append(text.length() == 0 ? " WHERE " : " AND ").append(condition);
    for (Object each : values) this.values.add(each);
    return this;
  }

  public Where andIn(String column, Collection<?> values) {
    return and(column + " IN (" + Sql.marks(values) + ")", values.toArray());
  }

  /** Empty when there is no condition. */
  public String text() {
    return text.toString();
  }

  public @Nullable Object[] values() {
    return values.toArray();
  }
}
