// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.hook.ServletApi.AsyncCallback;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;

/** A container's request and its response, as far as {@link FakeServletApi} shows them. */
class FakeRequest implements HttpServletRequest {
  static class Response {
    int status = 200;
    boolean committed;
  }

  static class AsyncContext {
    final List<AsyncCallback> callbacks = new ArrayList<>();
  }

  final Response response = new Response();
  final Map<String, List<String>> headers = new LinkedHashMap<>();
  final Map<String, String[]> parameters = new LinkedHashMap<>();
  final Map<String, Object> attributes = new HashMap<>();

  /** Names of getters that throw. */
  final Set<String> broken = new HashSet<>();

  /** Every getter that was called, in order. */
  final List<String> calls = new ArrayList<>();

  Dispatch dispatch = Dispatch.REQUEST;
  String method = "GET";
  String uri = "/shop/orders/7";
  String query = "full=1";
  String contextPath = "/shop";
  String mapping = "/orders/*";
  String principal = "ann";

  FakeRequest header(String name, String... values) {
    headers.put(name.toLowerCase(), List.of(values));
    return this;
  }

  static FakeRequest get(String uri) {
    FakeRequest request = new FakeRequest();
    request.uri = uri;
    return request;
  }
}
