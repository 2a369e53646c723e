// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import dev.faultline.bootstrap.hook.ServletApi;
import dev.faultline.bootstrap.state.WeakIdentityMap;
import java.security.Principal;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.servlet.AsyncContext;
import javax.servlet.AsyncEvent;
import javax.servlet.AsyncListener;
import javax.servlet.DispatcherType;
import javax.servlet.ServletContext;
import javax.servlet.ServletRegistration;
import javax.servlet.ServletRequestEvent;
import javax.servlet.http.HttpServletMapping;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/**
 * The servlet API as the hook sees it. Compiled against javax.servlet 4.0; its loader ({@link
 * dev.faultline.agent.weave.access}) makes the twin for jakarta. It and its listener are the only
 * classes that loader defines, so nothing else of the agent may be named here.
 */
public final class ServletAccess implements ServletApi {
  private final boolean hasMappings;

  /** For an API that has no HttpServletMapping: the mappings of the servlets of each context. */
  private final WeakIdentityMap<Set<String>> mappings = new WeakIdentityMap<>();

  /**
   * @param hasMappings whether the API has HttpServletMapping (Servlet 4.0 and later)
   */
  public ServletAccess(boolean hasMappings) {
    this.hasMappings = hasMappings;
  }

  @Override
  public boolean isHttp(Object response) {
    return response instanceof HttpServletResponse;
  }

  @Override
  public Dispatch dispatch(Object request) {
    DispatcherType type = ((HttpServletRequest) request).getDispatcherType();
    // No switch: it would need a synthetic class, which the loader does not know.
    if (type == DispatcherType.ASYNC) return Dispatch.ASYNC;
    if (type == DispatcherType.ERROR) return Dispatch.ERROR;
    return type == DispatcherType.REQUEST ? Dispatch.REQUEST : Dispatch.INNER;
  }

  @Override
  public @Nullable String method(Object request) {
    return ((HttpServletRequest) request).getMethod();
  }

  @Override
  public @Nullable String scheme(Object request) {
    return ((HttpServletRequest) request).getScheme();
  }

  @Override
  public @Nullable String protocol(Object request) {
    return ((HttpServletRequest) request).getProtocol();
  }

  @Override
  public @Nullable String uri(Object request) {
    return ((HttpServletRequest) request).getRequestURI();
  }

  @Override
  public @Nullable String query(Object request) {
    return ((HttpServletRequest) request).getQueryString();
  }

  @Override
  public @Nullable String serverName(Object request) {
    return ((HttpServletRequest) request).getServerName();
  }

  @Override
  public int serverPort(Object request) {
    return ((HttpServletRequest) request).getServerPort();
  }

  @Override
  public @Nullable String remoteAddress(Object request) {
    return ((HttpServletRequest) request).getRemoteAddr();
  }

  @Override
  public @Nullable String header(Object request, String name) {
    return ((HttpServletRequest) request).getHeader(name);
  }

  @Override
  public @Nullable Enumeration<String> headers(Object request, String name) {
    return ((HttpServletRequest) request).getHeaders(name);
  }

  @Override
  public @Nullable String principal(Object request) {
    Principal principal = ((HttpServletRequest) request).getUserPrincipal();
    return principal == null ? null : principal.getName();
  }

  @Override
  public @Nullable Map<String, String[]> parameters(Object request) {
    return ((HttpServletRequest) request).getParameterMap();
  }

  @Override
  public @Nullable String contextPath(Object request) {
    return ((HttpServletRequest) request).getContextPath();
  }

  @Override
  public @Nullable String mapping(Object request) {
    HttpServletRequest http = (HttpServletRequest) request;
    String pattern = hasMappings ? pattern(http) : null;
    return pattern != null ? pattern : registeredMapping(http);
  }

  @Override
  public @Nullable Object attribute(Object request, String name) {
    return ((HttpServletRequest) request).getAttribute(name);
  }

  @Override
  public void attribute(Object request, String name, @Nullable Object value) {
    if (value == null) {
      ((HttpServletRequest) request).removeAttribute(name);
    } else {
      ((HttpServletRequest) request).setAttribute(name, value);
    }
  }

  @Override
  public @Nullable Object requestOf(Object event) {
    Object request = null;
    if (event instanceof ServletRequestEvent) {
      request = ((ServletRequestEvent) event).getServletRequest();
    } else if (event instanceof AsyncEvent) {
      request = ((AsyncEvent) event).getSuppliedRequest();
      if (request == null) request = ((AsyncEvent) event).getAsyncContext().getRequest();
    }
    return request instanceof HttpServletRequest ? request : null;
  }

  @Override
  public @Nullable String sessionId(Object session) {
    return ((HttpSession) session).getId();
  }

  @Override
  public int status(Object response) {
    return ((HttpServletResponse) response).getStatus();
  }

  @Override
  public boolean isCommitted(Object response) {
    return ((HttpServletResponse) response).isCommitted();
  }

  @Override
  public void listen(Object asyncContext, AsyncCallback callback) {
    ((AsyncContext) asyncContext).addListener(new Listener(callback));
  }

  /**
   * Null also where a container of Servlet 3 has the API of 4: its default method knows nothing.
   */
  private static @Nullable String pattern(HttpServletRequest request) {
    HttpServletMapping mapping = request.getHttpServletMapping();
    if (mapping == null) return null;
    return mapping.getMappingMatch() == null ? null : mapping.getPattern();
  }

  /** Servlet 3.0 tells the path that matched, but not which mapping; the mappings are few. */
  private @Nullable String registeredMapping(HttpServletRequest request) {
    String path = request.getServletPath();
    if (path == null) return null;
    if (request.getPathInfo() != null) return path + "/*";
    ServletContext context = request.getServletContext();
    if (context == null) return null;
    Set<String> known = mappingsOf(context);
    if (known.contains(path)) return path;
    if (known.contains(path + "/*")) return path + "/*";
    int dot = path.lastIndexOf('.');
    if (dot > path.lastIndexOf('/') && known.contains("*" + path.substring(dot))) {
      return "*" + path.substring(dot);
    }
    return "/";
  }

  private Set<String> mappingsOf(ServletContext context) {
    Set<String> known = mappings.get(context);
    if (known != null) return known;
    known = new HashSet<>();
    for (ServletRegistration each : context.getServletRegistrations().values()) {
      known.addAll(each.getMappings());
    }
    mappings.put(context, known);
    return known;
  }

  /** Passes on what the container tells. Goes with the AsyncContext. */
  private static final class Listener implements AsyncListener {
    private final AsyncCallback callback;

    Listener(AsyncCallback callback) {
      this.callback = callback;
    }

    @Override
    public void onComplete(AsyncEvent event) {
      callback.completed();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      callback.timedOut();
    }

    @Override
    public void onError(AsyncEvent event) {
      callback.failed(event.getThrowable());
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // The hook on startAsync listens to the new one.
    }
  }
}
