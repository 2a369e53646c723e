// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an exception, rather than give more bytes than allowed. Leaves what it reads open. */
public final class BoundedInput extends FilterInputStream {
  /** There is more than was allowed. */
  public static final class TooLarge extends IOException {
    public TooLarge() {
      super("too large");
    }
  }

  private long left;

  public BoundedInput(InputStream in, long most) {
    super(in);
    left = most;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0 && --left < 0) throw new TooLarge();
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = in.read(buffer, offset, length);
    if (count > 0 && (left -= count) < 0) throw new TooLarge();
    return count;
  }

  /** What is left of a request is read before the answer is sent. */
  @Override
  public void close() {}

  @Override
  public long skip(long count) throws IOException {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
