// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.http.Taken;
import dev.faultline.agent.console.http.Taker;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.MetricRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.Store;
import java.util.function.BiConsumer;

/** The way of a request that was taken: understood, kept, and then told to whoever listens. */
final class Intake {
  private final Store store;
  private final ConsoleLog log;

  Intake(Store store, ConsoleLog log) {
    this.store = store;
    this.log = log;
  }

  Taker of(BiConsumer<Node, Batch> understand) {
    return request -> {
      Batch batch = new Batch(System.currentTimeMillis());
      understand.accept(request, batch);
      take(batch);
      return batch.rejected == 0 ? Taken.ALL : new Taken(batch.rejected, batch.rejectedFor);
    };
  }

  private void take(Batch batch) {
    for (SpanRecord span : batch.spans) {
      store.add(span);
      if (span.isEntry() && (span.failed || span.isSlow())) log.trace(span);
    }
    for (FaultRecord fault : batch.faults) {
      store.add(fault);
      log.fault(fault);
    }
    for (MetricRecord point : batch.metrics) store.addMetric(point.name, 1);
  }
}
