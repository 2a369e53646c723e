// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import java.util.Enumeration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The servlet API, as far as the hook needs it, in types that the bootstrap loader has. There is
 * one implementation for each servlet API that is loaded; see the RATIONALE. Every method calls
 * foreign code, which may throw anything.
 */
public interface ServletApi {

  /** Makes the accessor for the API that an interface belongs to. Set by the probe. */
  interface Factory {
    /**
     * Called on a thread of the application, once for each servlet API there is.
     *
     * @param httpServletRequest that API's HttpServletRequest
     * @return null when the API is too old (before Servlet 3.0)
     */
    @Nullable ServletApi create(Class<?> httpServletRequest) throws Exception;
  }

  /** What an AsyncContext tells of; called by the container, on any thread. */
  interface AsyncCallback {
    void completed();

    void timedOut();

    void failed(@Nullable Throwable throwable);
  }

  /** How the container came to call a servlet or filter. */
  enum Dispatch {
    REQUEST,
    ASYNC,
    ERROR,
    /** Forward or include. */
    INNER
  }

  /** Whether it is an HttpServletResponse. */
  boolean isHttp(Object response);

  Dispatch dispatch(Object request);

  // Of the request:

  @Nullable String method(Object request);

  @Nullable String scheme(Object request);

  @Nullable String protocol(Object request);

  @Nullable String uri(Object request);

  @Nullable String query(Object request);

  @Nullable String serverName(Object request);

  int serverPort(Object request);

  @Nullable String remoteAddress(Object request);

  @Nullable String header(Object request, String name);

  @Nullable Enumeration<String> headers(Object request, String name);

  @Nullable String principal(Object request);

  /** Makes the container read the body, unless that was done before. */
  @Nullable Map<String, String[]> parameters(Object request);

  @Nullable String contextPath(Object request);

  /** The mapping by which the servlet was found ("/a", "/a/*", "*.do", "/", ""), or null. */
  @Nullable String mapping(Object request);

  @Nullable Object attribute(Object request, String name);

  void attribute(Object request, String name, @Nullable Object value);

  /** The request that a ServletRequestEvent or an AsyncEvent is about; null for other events. */
  @Nullable Object requestOf(Object event);

  /** Id of an HttpSession. */
  @Nullable String sessionId(Object session);

  // Of the response:

  int status(Object response);

  boolean isCommitted(Object response);

  /** Has an AsyncContext tell the callback what becomes of it. */
  void listen(Object asyncContext, AsyncCallback callback);
}
