// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.Economy;

/**
 * Which details are taken of a request that is told. Set once at start-up; the shipper scrubs what
 * is taken before it goes anywhere.
 */
public final class RequestCapture {
  private static RequestCapture current = new RequestCapture(new String[0], true, false, false);

  /** In its place when that costs too much. */
  private static RequestCapture lean = current.lean();

  /** Of the target of a request. */
  final boolean query;

  /** Of who sent it. */
  final boolean clientAddress;

  final boolean userAgent;

  final String[] headers;

  /** Beside those, of requests that failed. */
  final String[] failedHeaders;

  final boolean parameters;
  final boolean principal;
  final boolean session;

  /**
   * @param headers names of request headers, in any case
   * @param parameters whether to take the parameters that the application has read
   * @param principal whether to take the user's name
   * @param session whether to take the id of the session that the application has asked for
   */
  public RequestCapture(String[] headers, boolean parameters, boolean principal, boolean session) {
    this(headers, new String[0], parameters, principal, session, true, true, true);
  }

  private RequestCapture(
      String[] headers,
      String[] failedHeaders,
      boolean parameters,
      boolean principal,
      boolean session,
      boolean query,
      boolean clientAddress,
      boolean userAgent) {
    this.headers = headers.clone();
    this.failedHeaders = failedHeaders.clone();
    this.parameters = parameters;
    this.principal = principal;
    this.session = session;
    this.query = query;
    this.clientAddress = clientAddress;
    this.userAgent = userAgent;
  }

  /** The same, but for what else may be left out: the query, and by whom it was sent. */
  public RequestCapture taking(boolean query, boolean clientAddress, boolean userAgent) {
    return new RequestCapture(
        headers, failedHeaders, parameters, principal, session, query, clientAddress, userAgent);
  }

  /** The same, and further headers of requests that failed, in any case. */
  public RequestCapture ofFailed(String[] headers) {
    return new RequestCapture(
        this.headers, headers, parameters, principal, session, query, clientAddress, userAgent);
  }

  static RequestCapture current() {
    return Economy.leavesOut(Economy.PARAMETERS) ? lean : current;
  }

  /** Puts these settings in force. */
  public static void use(RequestCapture capture) {
    current = capture;
    lean = capture.lean();
  }

  /** The same, without what there may be much of. */
  private RequestCapture lean() {
    String[] none = {};
    return new RequestCapture(
        none, none, false, principal, session, false, clientAddress, userAgent);
  }
}
