// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.DispatcherType;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** A servlet whose request and response are as plain as can be. */
public final class StubServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  static final Constructor<? extends StubRequest> REQUEST = Stubs.complete(StubRequest.class);
  static final Constructor<? extends StubResponse> RESPONSE = Stubs.complete(StubResponse.class);

  /** What a request does. */
  public interface Work {
    void run() throws Exception;
  }

  private final transient Work work;

  StubServlet(Work work) {
    this.work = work;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      work.run();
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  /** GET /shop/orders */
  public abstract static class StubRequest implements HttpServletRequest {
    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public String getRequestURI() {
      return "/shop/orders";
    }

    @Override
    public String getContextPath() {
      return "/shop";
    }

    @Override
    public String getServletPath() {
      return "/orders";
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
