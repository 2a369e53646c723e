// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.metric;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An instrument with one value, or none, for each of its attributes. */
public final class Series {
  public final Instrument instrument;
  private final @Nullable String[] values;
  private final int hash;

  /**
   * @param values in the order of the instrument's attributes; null where one does not apply
   */
  public Series(Instrument instrument, @Nullable String... values) {
    if (values.length != instrument.attributeCount()) {
      throw new IllegalArgumentException(values.length + " values for " + instrument);
    }
    this.instrument = instrument;
    this.values = values;
    this.hash = 31 * instrument.ordinal() + Arrays.hashCode(values);
  }

  public @Nullable String value(int i) {
    return values[i];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Series)) return false;
    Series that = (Series) other;
    return hash == that.hash && instrument == that.instrument && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
