// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An array that waits to be used again, until the collector comes by: what a batch needs is there
 * for the next one, and no heap is held while nothing is to be told. For any thread.
 */
final class Spare {
  private final AtomicReference<@Nullable Reference<byte[]>> kept = new AtomicReference<>();

  /** Keeps an array that nobody uses any more, in place of one that was kept before. */
  void give(byte[] array) {
    try {
      kept.set(new WeakReference<>(array));
    } catch (OutOfMemoryError e) {
      // the application needs what there is
    }
  }

  /** What was kept, for the caller alone; null when there is none (any more). */
  byte @Nullable [] take() {
    Reference<byte[]> array = kept.getAndSet(null);
    return array == null ? null : array.get();
  }
}
