// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.fault.Layer;
import dev.faultline.bootstrap.fault.Sighting;
import dev.faultline.bootstrap.fault.State;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What an application gave to {@code AsyncContext.start}. It works for the request on whatever
 * thread the container runs it; what it throws is the container's, which may tell nobody.
 */
final class AsyncRun implements Runnable {
  private final Runnable run;
  private final Trace trace;
  private final long parentId;

  AsyncRun(Runnable run, Trace trace, long parentId) {
    this.run = run;
    this.trace = trace;
    this.parentId = parentId;
  }

  @Override
  public void run() {
    CurrentTrace current = begin();
    try {
      run.run();
    } catch (Throwable t) {
      if (current != null) tell(current, t);
      throw t;
    } finally {
      if (current != null) end(current);
    }
  }

  private @Nullable CurrentTrace begin() {
    try {
      CurrentTrace current = CurrentTrace.get();
      if (!ProbeSwitch.SERVLET.isOn() || current.isInHook()) return null;
      current.join(trace, parentId, System.nanoTime());
      return current;
    } catch (Throwable failure) {
      ProbeSwitch.SERVLET.failed(failure);
      return null;
    }
  }

  private void tell(CurrentTrace current, Throwable thrown) {
    try {
      Sighting sighting = new Sighting(thrown, Layer.SERVLET).in(parentId, null, 0);
      current.report(sighting.became(State.ESCAPED, run.getClass().getName()));
    } catch (Throwable failure) {
      ProbeSwitch.SERVLET.failed(failure);
    }
  }

  private void end(CurrentTrace current) {
    try {
      current.leave(trace, System.nanoTime());
    } catch (Throwable failure) {
      ProbeSwitch.SERVLET.failed(failure);
    }
  }
}
