// SPDX-License-Identifier: Apache-2.0
package dev.faultline.stubs;

import java.io.IOException;
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
import org.jspecify.annotations.Nullable;

/** A servlet whose requests and responses are as plain as can be. */
public final class StubServlet extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final Constructor<? extends StubRequest> REQUEST =
      Stubs.complete(StubRequest.class);
  private static final Constructor<? extends StubResponse> RESPONSE =
      Stubs.complete(StubResponse.class);

  /** What a request does, to that URI. */
  public interface Work {
    void run(String uri) throws Exception;
  }

  private final transient Work work;

  public StubServlet(Work work) {
    this.work = work;
  }

  /** Serves a request to that path, by a mapping of its own. */
  public void serve(String path) throws ServletException, IOException {
    serve(Route.mapped("", path));
  }

  /** Serves a request, as a container does. */
  public void serve(Route route) throws ServletException, IOException {
    StubRequest request = Stubs.make(REQUEST);
    request.route = route;
    service((ServletRequest) request, (ServletResponse) Stubs.make(RESPONSE));
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
    private static final Route ROOT = Route.unmapped("", "/");

    Route route = ROOT;

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getRequestURI() {
      return route.uri;
    }

    @Override
    public @Nullable HttpServletMapping getHttpServletMapping() {
      return route.mapping;
    }

    @Override
    public String getContextPath() {
      return route.contextPath;
    }

    @Override
    public String getServletPath() {
      return route.path;
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

  /** 200, always. */
  public abstract static class StubResponse implements HttpServletResponse {
    @Override
    public int getStatus() {
      return 200;
    }
  }
}
