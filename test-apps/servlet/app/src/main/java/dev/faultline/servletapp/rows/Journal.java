// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.ServletRequest;
import javax.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the application saw of one row, in that order. Throwables are numbered by their identity, so
 * that one which is exchanged or wrapped on its way shows.
 */
final class Journal {
  private static final Map<String, Journal> ALL = new TreeMap<>();
  private static final String ATTRIBUTE = "row";

  private final String row;
  private final List<String> lines = new ArrayList<>();
  private final List<Throwable> seen = new ArrayList<>();

  private Journal(String row) {
    this.row = row;
  }

  static Journal of(String row) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(row, Journal::new);
    }
  }

  /** Of the row that the request was first for, wherever it was dispatched to since. */
  static Journal of(ServletRequest request) {
    Object row = request.getAttribute(ATTRIBUTE);
    if (row == null) {
      row = ((HttpServletRequest) request).getRequestURI().substring("/app".length());
      request.setAttribute(ATTRIBUTE, row);
    }
    return of((String) row);
  }

  static void print() {
    synchronized (ALL) {
      ALL.forEach((row, journal) -> System.out.println(row + ": " + journal));
    }
  }

  /** Its path. */
  String row() {
    return row;
  }

  boolean is(String path) {
    return row.equals(path);
  }

  synchronized void write(String line) {
    lines.add(line);
    notifyAll();
  }

  /** Until that was written. */
  synchronized void await(String line) throws InterruptedException {
    while (!lines.contains(line)) wait();
  }

  /** Writes down what is going to be thrown. */
  <T extends Throwable> T throwing(T throwable) {
    sees("throws", throwable);
    return throwable;
  }

  /** Writes down which throwable somebody has met. */
  synchronized void sees(String who, @Nullable Throwable throwable) {
    StringBuilder line = new StringBuilder(who);
    for (Throwable each = throwable; each != null; each = each.getCause()) {
      line.append(each == throwable ? " " : " of ").append(number(each));
      line.append(' ').append(each.getClass().getSimpleName());
    }
    lines.add(line.toString());
  }

  private int number(Throwable throwable) {
    for (int i = 0; i < seen.size(); i++) {
      if (seen.get(i) == throwable) return i + 1;
    }
    seen.add(throwable);
    return seen.size();
  }

  @Override
  public synchronized String toString() {
    return String.join("; ", lines);
  }
}
