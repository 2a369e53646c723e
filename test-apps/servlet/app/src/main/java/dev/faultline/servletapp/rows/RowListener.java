// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import javax.servlet.ServletRequestEvent;
import javax.servlet.ServletRequestListener;
import javax.servlet.http.HttpSessionAttributeListener;
import javax.servlet.http.HttpSessionBindingEvent;
import javax.servlet.http.HttpSessionEvent;
import javax.servlet.http.HttpSessionListener;
import org.jspecify.annotations.Nullable;

/** Throws when it hears of what the row is named for. */
public final class RowListener
    implements ServletRequestListener, HttpSessionListener, HttpSessionAttributeListener {
  private static final ThreadLocal<@Nullable Journal> JOURNAL = new ThreadLocal<>();

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    Journal journal = Journal.of(event.getServletRequest());
    JOURNAL.set(journal);
    hears("request-initialized", journal);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    JOURNAL.remove();
    hears("request-destroyed", Journal.of(event.getServletRequest()));
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    hears("session-created", JOURNAL.get());
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    hears("session-destroyed", JOURNAL.get());
  }

  @Override
  public void attributeAdded(HttpSessionBindingEvent event) {
    hears("attribute-added", JOURNAL.get());
  }

  @Override
  public void attributeRemoved(HttpSessionBindingEvent event) {
    hears("attribute-removed", JOURNAL.get());
  }

  @Override
  public void attributeReplaced(HttpSessionBindingEvent event) {
    hears("attribute-replaced", JOURNAL.get());
  }

  /**
   * @param journal null when the server destroys its sessions
   */
  static void hears(String what, @Nullable Journal journal) {
    if (journal == null || isLeftToChance(what, journal)) return;
    journal.write(what);
    if (journal.is("/listener/" + what)) {
      throw journal.throwing(new IllegalStateException(journal.row()));
    }
  }

  /** Undertow tells of the beginning and the end of an async dispatch on two threads at once. */
  private static boolean isLeftToChance(String what, Journal journal) {
    return what.startsWith("request-") && journal.row().startsWith("/async/");
  }
}
