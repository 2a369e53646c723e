// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.subject.Request;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a container's request what is told of it. Each getter is the container's or a
 * wrapper's code and may throw: then that one value is missing, and nothing else.
 */
final class RequestReader {
  private static final int MAX_PARAMETERS = 200;
  private static final int MAX_HEADERS = 200;

  /** Set by Spring MVC on what it has found a handler for. */
  private static final String SPRING_PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  private static final int METHOD = 0;
  private static final int SCHEME = 1;
  private static final int STATUS = 2;
  private static final int PATTERN = 3;

  private static final int PROTOCOL = 4;
  private static final int SERVER_ADDRESS = 5;
  private static final int SERVER_PORT = 6;
  private static final int CLIENT_ADDRESS = 7;
  private static final int USER_AGENT = 8;
  private static final int PRINCIPAL = 9;
  private static final int HEADERS = 10;
  private static final int FIRST_OF_REST = PROTOCOL;
  private static final int LAST_OF_REST = HEADERS;

  private static final int PATH = 11;
  private static final int QUERY = 12;
  private static final int MAPPING = 13;
  private static final int PARAMETERS = 14;
  private static final int SESSION = 15;
  private static final int FAILED_HEADERS = 16;

  private RequestReader() {}

  /** Of a request whose trace is over, or has not begun: what tells it from others. */
  static Request brief(ServletApi api, Object request) {
    Request subject = new Request();
    readTarget(api, request, subject);
    read(METHOD, api, request, request, subject);
    read(SCHEME, api, request, request, subject);
    return subject;
  }

  /** Of one that is being served by another thread: the least that tells it from others. */
  static void readUnfinished(ServletApi api, Object request, Request subject) {
    read(METHOD, api, request, request, subject);
    read(SCHEME, api, request, request, subject);
  }

  /** What a forward or an async dispatch to another place can change: it is read first. */
  static void readTarget(ServletApi api, Object request, Request subject) {
    read(PATH, api, request, request, subject);
    read(QUERY, api, request, request, subject);
    read(MAPPING, api, request, request, subject);
  }

  /** What is needed of every request: for the decision, and for the histogram. */
  static void readOutcome(
      ServletApi api, Object request, Object response, Request subject, boolean escaped) {
    read(METHOD, api, request, response, subject);
    read(SCHEME, api, request, response, subject);
    read(STATUS, api, request, response, subject);
    if (escaped && !isCommitted(api, response)) subject.status = 500; // as the container will say
    read(PATTERN, api, request, response, subject);
  }

  /**
   * What is needed of a request that is told.
   *
   * @param session the one that the application was given, or null
   * @param failed whether more is to be known of it, since it has failed
   */
  static void readRest(
      ServletApi api,
      Object request,
      Request subject,
      boolean parametersRead,
      @Nullable Object session,
      boolean failed) {
    for (int field = FIRST_OF_REST; field <= LAST_OF_REST; field++) {
      read(field, api, request, request, subject);
    }
    if (failed) read(FAILED_HEADERS, api, request, request, subject);
    if (parametersRead) read(PARAMETERS, api, request, request, subject);
    if (session != null) read(SESSION, api, session, session, subject);
  }

  private static void read(
      int field, ServletApi api, Object request, Object response, Request subject) {
    try {
      readUnguarded(field, api, request, response, subject);
    } catch (Throwable e) {
      // Not ours, and not what the application is told of: the value stays unknown.
    }
  }

  private static void readUnguarded(
      int field, ServletApi api, Object request, Object response, Request subject) {
    switch (field) {
      case METHOD:
        subject.method = api.method(request);
        break;
      case SCHEME:
        subject.scheme = api.scheme(request);
        break;
      case STATUS:
        subject.status = api.status(response);
        break;
      case PATTERN:
        if (Routes.isExact(subject.route)) break;
        Object pattern = api.attribute(request, SPRING_PATTERN);
        if (pattern instanceof String) {
          subject.route = Routes.ofPattern(api, request, (String) pattern, subject.route);
        }
        break;
      case PROTOCOL:
        subject.protocol = api.protocol(request);
        break;
      case SERVER_ADDRESS:
        subject.serverAddress = api.serverName(request);
        break;
      case SERVER_PORT:
        subject.serverPort = api.serverPort(request);
        break;
      case CLIENT_ADDRESS:
        if (RequestCapture.current().clientAddress) {
          subject.clientAddress = api.remoteAddress(request);
        }
        break;
      case USER_AGENT:
        if (RequestCapture.current().userAgent) {
          subject.userAgent = api.header(request, "User-Agent");
        }
        break;
      case PRINCIPAL:
        if (RequestCapture.current().principal) subject.principal = api.principal(request);
        break;
      case HEADERS:
        subject.headers = headers(api, request, RequestCapture.current().headers, null);
        break;
      case FAILED_HEADERS:
        String[] further = RequestCapture.current().failedHeaders;
        subject.headers = headers(api, request, further, subject.headers);
        break;
      case PATH:
        subject.path = api.uri(request);
        break;
      case QUERY:
        if (RequestCapture.current().query) subject.query = api.query(request);
        break;
      case MAPPING:
        subject.route = Routes.ofMapping(api, request);
        break;
      case PARAMETERS:
        if (RequestCapture.current().parameters) {
          subject.parameters = copy(api.parameters(request));
        }
        break;
      case SESSION:
        if (RequestCapture.current().session) subject.session = api.sessionId(request);
        break;
      default:
        throw new AssertionError(field);
    }
  }

  private static boolean isCommitted(ServletApi api, Object response) {
    try {
      return api.isCommitted(response);
    } catch (Throwable e) {
      return true; // the status was read, let it stand
    }
  }

  /**
   * @param found name, value, name, value ... of those that were read before; null for none
   */
  private static String @Nullable [] headers(
      ServletApi api, Object request, String[] names, String @Nullable [] found) {
    int count = found == null ? 0 : found.length;
    for (String name : names) {
      // Most have most of them not, and getHeader allocates nothing then, where getHeaders does.
      if (api.header(request, name) == null) continue;
      Enumeration<String> values = api.headers(request, name);
      while (values != null && values.hasMoreElements() && count < 2 * MAX_HEADERS) {
        if (found == null) found = new String[2]; // most requests have one of them, or none
        if (count == found.length) found = Arrays.copyOf(found, 2 * count);
        found[count++] = name;
        found[count++] = values.nextElement();
      }
    }
    return found == null || count == found.length ? found : Arrays.copyOf(found, count);
  }

  private static @Nullable Map<String, String[]> copy(@Nullable Map<String, String[]> parameters) {
    if (parameters == null || parameters.isEmpty()) return null;
    Map<String, String[]> copy = new LinkedHashMap<>();
    for (Map.Entry<String, String[]> each : parameters.entrySet()) {
      if (copy.size() == MAX_PARAMETERS) break;
      copy.put(each.getKey(), each.getValue());
    }
    return copy;
  }
}
