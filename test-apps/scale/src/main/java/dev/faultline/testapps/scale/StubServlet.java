// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletMapping;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.MappingMatch;

/** A servlet whose requests and responses are as plain as can be. */
public final class StubServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Constructor<? extends StubRequest> REQUEST =
      Stubs.complete(StubRequest.class);
  private static final Constructor<? extends StubResponse> RESPONSE =
      Stubs.complete(StubResponse.class);
  private static final Constructor<? extends StubMapping> MAPPING =
      Stubs.complete(StubMapping.class);

  /** What a request does. */
  interface Work {
    void run(String route) throws Exception;
  }

  private final transient Work work;

  StubServlet(Work work) {
    this.work = work;
  }

  /** Serves a request to that route. */
  void serve(String route) throws Exception {
    StubMapping mapping = Stubs.make(MAPPING);
    mapping.route = route;
    StubRequest request = Stubs.make(REQUEST);
    request.mapping = mapping;
    service((ServletRequest) request, (ServletResponse) Stubs.make(RESPONSE)); // as containers do
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException {
    try {
      work.run(request.getRequestURI());
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  /** GET of a route. */
  public abstract static class StubRequest implements HttpServletRequest {
    StubMapping mapping = Stubs.make(MAPPING);

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getRequestURI() {
      return mapping.route;
    }

    @Override
    public HttpServletMapping getHttpServletMapping() {
      return mapping;
    }

    @Override
    public String getContextPath() {
      return "";
    }

    @Override
    public String getServletPath() {
      return mapping.route;
    }

    @Override
    public String getScheme() {
      return "http";
    }

    @Override
    public String getServerName() {
      return "localhost";
    }

    @Override
    public int getServerPort() {
      return 8080;
    }

    @Override
    public String getProtocol() {
      return "HTTP/1.1";
    }

    @Override
    public String getRemoteAddr() {
      return "127.0.0.1";
    }

    @Override
    public DispatcherType getDispatcherType() {
      return DispatcherType.REQUEST;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return Collections.emptyEnumeration();
    }
  }

  /** Says which route it is. */
  public abstract static class StubMapping implements HttpServletMapping {
    String route = "/";

    @Override
    public String getPattern() {
      return route;
    }

    @Override
    public MappingMatch getMappingMatch() {
      return MappingMatch.EXACT;
    }
  }

  /** 200, always. */
  public abstract static class StubResponse implements HttpServletResponse {
    @Override
    public int getStatus() {
      return 200;
    }
  }
}
