// SPDX-License-Identifier: Apache-2.0
package javax.servlet;

/** Stands for the real one: the hook goes by its name alone. */
public class AsyncEvent {
  public final Object request;

  public AsyncEvent(Object request) {
    this.request = request;
  }
}
