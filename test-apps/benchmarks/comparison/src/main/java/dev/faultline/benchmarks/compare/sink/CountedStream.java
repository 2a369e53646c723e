// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** Counts bytes as they come, not only at the end: some agents keep a request open for long. */
final class CountedStream extends FilterInputStream {
  private final LongAdder count;

  CountedStream(InputStream in, LongAdder count) {
    super(in);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    if (read >= 0) count.increment();
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    if (read > 0) count.add(read);
    return read;
  }
}
