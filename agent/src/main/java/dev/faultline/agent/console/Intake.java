// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.Store;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The way of a request that was taken: understood, kept, and then told to whoever listens. */
final class Intake {
  private final Store store;
  private final ConsoleLog log;

  Intake(Store store, ConsoleLog log) {
    this.store = store;
    this.log = log;
  }

  Consumer<Node> of(BiConsumer<Node, Batch> understand) {
    return request -> {
      Batch batch = new Batch(System.currentTimeMillis());
      understand.accept(request, batch);
      take(batch);
    };
  }

  private void take(Batch batch) {
    if (!batch.isEmpty() || batch.rejected > 0) store.write(batch);
    for (SpanRecord span : batch.spans) {
      if (span.isEntry() && (span.failed || span.isSlow())) log.trace(span);
    }
    for (FaultRecord fault : batch.faults) log.fault(fault);
  }
}
