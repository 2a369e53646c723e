// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.alert.Alerts;
import dev.faultline.agent.console.http.Taken;
import dev.faultline.agent.console.http.Taker;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.record.Batch;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.SpanRecord;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.table.StoreFailure;
import java.io.IOException;
import java.util.function.BiConsumer;

/** The way of a request that was taken: understood, kept, and then told to whoever listens. */
final class Intake {
  private final Store store;
  private final Alerts alerts;
  private final ConsoleLog log;
  private final Trouble trouble;

  Intake(Store store, Alerts alerts, ConsoleLog log) {
    this.store = store;
    this.alerts = alerts;
    this.log = log;
    String over = "Data is kept again.";
    trouble = new Trouble(log::say, over, System::currentTimeMillis);
  }

  Taker of(BiConsumer<Node, Batch> understand) {
    return request -> {
      Batch batch = new Batch(System.currentTimeMillis());
      understand.accept(request, batch);
      try {
        take(batch);
      } catch (StoreFailure e) {
        trouble.is(
            e.getMessage()
                + ". Senders are told to come again later. If it is the disk, make room on it, or"
                + " keep less (--max-bytes).");
        throw new IOException("The console cannot keep it now: see its terminal.", e);
      }
      if (!batch.isEmpty()) trouble.isOver();
      return batch.rejected == 0 ? Taken.ALL : new Taken(batch.rejected, batch.rejectedFor);
    };
  }

  private void take(Batch batch) {
    if (!batch.isEmpty() || batch.rejected > 0) alerts.take(batch, store.write(batch));
    for (SpanRecord span : batch.spans) {
      if (span.isEntry() && (span.failed || span.isSlow())) log.trace(span);
    }
    for (FaultRecord fault : batch.faults) log.fault(fault);
  }
}
