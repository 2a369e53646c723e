// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

/** Names that more than one encoder writes. */
final class Keys {
  static final Key ERROR_TYPE = new Key("error.type");
  static final Key SERVER_ADDRESS = new Key("server.address");
  static final Key SERVER_PORT = new Key("server.port");
  static final Key THREAD_ID = new Key("thread.id");
  static final Key THREAD_NAME = new Key("thread.name");
  static final Key HTTP_METHOD = new Key("http.request.method");
  static final Key HTTP_ROUTE = new Key("http.route");
  static final Key HTTP_STATUS = new Key("http.response.status_code");
  static final Key URL_PATH = new Key("url.path");
  static final Key DB_STATUS = new Key("db.response.status_code");

  static final Key EXCEPTION_TYPE = new Key("exception.type");
  static final Key EXCEPTION_MESSAGE = new Key("exception.message");
  static final Key EXCEPTION_STACK = new Key("exception.stacktrace");

  private Keys() {}
}
