// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

/** Names that more than one encoder writes. */
public final class Keys {
  public static final Key ERROR_TYPE = new Key("error.type");
  public static final Key SERVER_ADDRESS = new Key("server.address");
  public static final Key SERVER_PORT = new Key("server.port");
  public static final Key THREAD_ID = new Key("thread.id");
  public static final Key THREAD_NAME = new Key("thread.name");
  public static final Key HTTP_METHOD = new Key("http.request.method");
  public static final Key HTTP_ROUTE = new Key("http.route");
  public static final Key HTTP_STATUS = new Key("http.response.status_code");
  public static final Key URL_PATH = new Key("url.path");
  public static final Key DB_STATUS = new Key("db.response.status_code");

  public static final Key EXCEPTION_TYPE = new Key("exception.type");
  public static final Key EXCEPTION_MESSAGE = new Key("exception.message");
  public static final Key EXCEPTION_STACK = new Key("exception.stacktrace");

  /** Unique among all records: a receiver can tell that one came twice. */
  public static final Key RECORD_ID = new Key("log.record.uid");

  private Keys() {}
}
