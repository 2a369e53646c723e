// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

/** Shows a {@link FakeRequest}, and notes what was asked for. */
final class FakeServletApi implements ServletApi {

  private static FakeRequest ask(Object request, String getter) {
    FakeRequest fake = (FakeRequest) request;
    fake.calls.add(getter);
    if (fake.broken.contains(getter)) throw new IllegalStateException("broken " + getter);
    return fake;
  }

  @Override
  public boolean isHttp(Object response) {
    return response instanceof FakeRequest.Response;
  }

  @Override
  public Dispatch dispatch(Object request) {
    return ask(request, "dispatch").dispatch;
  }

  @Override
  public String method(Object request) {
    return ask(request, "method").method;
  }

  @Override
  public String scheme(Object request) {
    ask(request, "scheme");
    return "https";
  }

  @Override
  public String protocol(Object request) {
    ask(request, "protocol");
    return "HTTP/1.1";
  }

  @Override
  public String uri(Object request) {
    return ask(request, "uri").uri;
  }

  @Override
  public String query(Object request) {
    return ask(request, "query").query;
  }

  @Override
  public String serverName(Object request) {
    ask(request, "serverName");
    return "shop.example";
  }

  @Override
  public int serverPort(Object request) {
    ask(request, "serverPort");
    return 8443;
  }

  @Override
  public String remoteAddress(Object request) {
    ask(request, "remoteAddress");
    return "10.0.0.9";
  }

  @Override
  public String header(Object request, String name) {
    List<String> values = ask(request, "header").headers.get(name.toLowerCase());
    return values == null ? null : values.get(0);
  }

  @Override
  public Enumeration<String> headers(Object request, String name) {
    List<String> values = ask(request, "headers").headers.get(name.toLowerCase());
    return values == null ? Collections.emptyEnumeration() : Collections.enumeration(values);
  }

  @Override
  public String principal(Object request) {
    return ask(request, "principal").principal;
  }

  @Override
  public Map<String, String[]> parameters(Object request) {
    return ask(request, "parameters").parameters;
  }

  @Override
  public String contextPath(Object request) {
    return ask(request, "contextPath").contextPath;
  }

  @Override
  public String mapping(Object request) {
    return ask(request, "mapping").mapping;
  }

  @Override
  public Object attribute(Object request, String name) {
    return ask(request, "attribute").attributes.get(name);
  }

  @Override
  public void attribute(Object request, String name, Object value) {
    FakeRequest fake = (FakeRequest) request;
    if (value == null) {
      fake.attributes.remove(name);
    } else {
      fake.attributes.put(name, value);
    }
  }

  @Override
  public Object requestOf(Object event) {
    return ((javax.servlet.AsyncEvent) event).request;
  }

  @Override
  public String sessionId(Object session) {
    return session.toString();
  }

  @Override
  public int status(Object response) {
    return ((FakeRequest.Response) response).status;
  }

  @Override
  public boolean isCommitted(Object response) {
    return ((FakeRequest.Response) response).committed;
  }

  @Override
  public void listen(Object asyncContext, AsyncCallback callback) {
    ((FakeRequest.AsyncContext) asyncContext).callbacks.add(callback);
  }
}
