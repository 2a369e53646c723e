// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.io.IOException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import javax.servlet.http.HttpSessionBindingEvent;
import javax.servlet.http.HttpSessionBindingListener;

/** Does everything with a session that a listener can hear of. */
final class SessionServlet extends RowServlet {
  private static final long serialVersionUID = 1;

  @Override
  void serve(String path, Journal journal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (path.startsWith("/listener/request")) {
      response.getWriter().print("fine");
      return;
    }
    HttpSession session = request.getSession();
    session.setAttribute("value", new Bound(journal));
    session.setAttribute("value", "another");
    session.removeAttribute("value");
    session.invalidate();
    response.getWriter().print("fine");
  }

  private static final class Bound implements HttpSessionBindingListener {
    private final Journal journal;

    Bound(Journal journal) {
      this.journal = journal;
    }

    @Override
    public void valueBound(HttpSessionBindingEvent event) {
      RowListener.hears("value-bound", journal);
    }

    @Override
    public void valueUnbound(HttpSessionBindingEvent event) {
      RowListener.hears("value-unbound", journal);
    }
  }
}
