// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes the attributes of one record, one after another, in whatever format it writes. What the
 * attributes are is decided in this package, once for all formats; a writer may leave out those
 * that its format has another place for.
 */
public interface AttributeWriter {
  /**
   * Longer values are cut, where nothing else is configured (see {@link AttributeLimits}): nobody
   * reads them, and one could fill a batch.
   */
  int MAX_VALUE_LENGTH = 16 << 10;

  double NANOS_PER_SECOND = 1e9;

  /** A value that is null is no attribute. */
  default void put(Key key, @Nullable String value) throws IOException {
    put(key, value, AttributeLimits.maxLength());
  }

  /** A value that is null is no attribute; one longer than {@code maxLength} is cut. */
  void put(Key key, @Nullable String value, int maxLength) throws IOException;

  void put(Key key, long value) throws IOException;

  void put(Key key, double value) throws IOException;

  void put(Key key, boolean value) throws IOException;

  /** A list of texts; one that is null counts as empty. They are short enough. */
  void put(Key key, String[] values) throws IOException;

  /** A list of texts that may be long. */
  default void putLong(Key key, String[] values) throws IOException {
    String[] cut = values.clone();
    int most = AttributeLimits.maxLength();
    for (int i = 0; i < cut.length; i++) {
      if (cut[i] != null) cut[i] = AttributeLimits.cut(cut[i], most);
    }
    put(key, cut);
  }

  /** A list of one text that may be long. */
  default void putLong(Key key, String only) throws IOException {
    putLong(key, new String[] {only});
  }

  default void putSeconds(Key key, long nanos) throws IOException {
    put(key, nanos / NANOS_PER_SECOND);
  }

  /**
   * Attributes that are the same whenever the same {@code subject} (by identity) comes by: a writer
   * may keep them as it has written them.
   */
  default <T> void put(T subject, Group<T> group) throws IOException {
    group.write(subject, this);
  }

  /** A few attributes that go together, and tell of one subject. */
  interface Group<T> {
    void write(T subject, AttributeWriter out) throws IOException;
  }
}
