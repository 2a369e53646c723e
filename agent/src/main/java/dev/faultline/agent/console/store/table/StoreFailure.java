// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

/** The database did not keep it, or does not answer. It may later. */
public final class StoreFailure extends RuntimeException {
  public StoreFailure(String what, Exception cause) {
    super(what + ": " + cause.getMessage(), cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
