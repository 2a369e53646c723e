// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

/** What came is no HTTP that this server understands. */
final class BadRequest extends Exception {
  final int status;

  BadRequest(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }
}
