// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;

/** Throws when it hears of what the row is named for. */
final class RowAsyncListener implements AsyncListener {
  private final Journal journal;

  RowAsyncListener(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void onComplete(AsyncEvent event) {
    hears("complete", event);
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    hears("timeout", event);
  }

  @Override
  public void onError(AsyncEvent event) {
    hears("error", event);
  }

  @Override
  public void onStartAsync(AsyncEvent event) {
    hears("start-async", event);
  }

  private void hears(String what, AsyncEvent event) {
    journal.sees("listener hears " + what, event.getThrowable());
    if (journal.is("/async/on-" + what)) {
      throw journal.throwing(new UnsupportedOperationException(journal.row() + " of the listener"));
    }
  }
}
