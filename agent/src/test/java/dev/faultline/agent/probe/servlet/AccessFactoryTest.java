// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.faultline.bootstrap.hook.ServletApi;
import dev.faultline.bootstrap.hook.ServletApi.AsyncCallback;
import dev.faultline.bootstrap.hook.ServletApi.Dispatch;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The accessor and its twin, linked with the real APIs. */
class AccessFactoryTest {
  private final AccessFactory factory = new AccessFactory();

  static Stream<Named<Class<?>>> requestTypes() {
    return Stream.of(
        named("javax", javax.servlet.http.HttpServletRequest.class),
        named("jakarta", jakarta.servlet.http.HttpServletRequest.class));
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void access_readsRequestAndResponse(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    Map<String, Object> values =
        Map.of(
            "getMethod",
            "PUT",
            "getRequestURI",
            "/a/b",
            "getServerPort",
            81,
            "getDispatcherType",
            dispatcherType(requestType, "ASYNC"),
            "getStatus",
            404,
            "isCommitted",
            true);
    Object request = fake(requestType, values);
    Object response = fake(sibling(requestType, "http.HttpServletResponse"), values);
    assertThat(api.isHttp(response)).isTrue();
    assertThat(api.isHttp(fake(sibling(requestType, "ServletResponse"), values))).isFalse();
    assertThat(api.method(request)).isEqualTo("PUT");
    assertThat(api.uri(request)).isEqualTo("/a/b");
    assertThat(api.serverPort(request)).isEqualTo(81);
    assertThat(api.dispatch(request)).isEqualTo(Dispatch.ASYNC);
    assertThat(api.status(response)).isEqualTo(404);
    assertThat(api.isCommitted(response)).isTrue();
    assertThat(api.principal(request)).isNull();
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void access_tellsEveryDispatch(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    Map<String, Dispatch> expected =
        Map.of(
            "REQUEST", Dispatch.REQUEST,
            "ASYNC", Dispatch.ASYNC,
            "ERROR", Dispatch.ERROR,
            "FORWARD", Dispatch.INNER,
            "INCLUDE", Dispatch.INNER);
    for (String type : expected.keySet()) {
      Object value = dispatcherType(requestType, type);
      Object request = fake(requestType, Map.of("getDispatcherType", value));
      assertThat(api.dispatch(request)).isEqualTo(expected.get(type));
    }
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void access_prefersTheMappingThatMatched(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    Class<?> match = sibling(requestType, "http.MappingMatch");
    Object mapping =
        fake(
            sibling(requestType, "http.HttpServletMapping"),
            Map.of("getPattern", "/a/*", "getMappingMatch", constant(match, "PATH")));
    Object request = fake(requestType, Map.of("getHttpServletMapping", mapping));
    assertThat(api.mapping(request)).isEqualTo("/a/*");
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void access_worksOutTheMappingOfServlet3(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    Object registration =
        fake(
            sibling(requestType, "ServletRegistration"),
            Map.of("getMappings", List.of("/exact", "/prefix/*", "*.do")));
    Object context =
        fake(
            sibling(requestType, "ServletContext"),
            Map.of("getServletRegistrations", Map.of("one", registration)));
    assertThat(mapping(api, requestType, context, "/exact", null)).isEqualTo("/exact");
    assertThat(mapping(api, requestType, context, "/prefix", "/x")).isEqualTo("/prefix/*");
    assertThat(mapping(api, requestType, context, "/prefix", null)).isEqualTo("/prefix/*");
    assertThat(mapping(api, requestType, context, "/b/c.do", null)).isEqualTo("*.do");
    assertThat(mapping(api, requestType, context, "/b.do/c", null)).isEqualTo("/");
    assertThat(mapping(api, requestType, context, "/other", null)).isEqualTo("/");
    assertThat(mapping(api, requestType, context, "", "/x")).isEqualTo("/*");
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void listen_passesOnWhatTheContainerTells(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    List<Object> listeners = new ArrayList<>();
    Class<?> contextType = sibling(requestType, "AsyncContext");
    InvocationHandler handler =
        (proxy, method, args) -> {
          if (method.getName().equals("addListener")) listeners.add(args[0]);
          return null;
        };
    Object context = Proxy.newProxyInstance(loader(), new Class<?>[] {contextType}, handler);
    Told told = new Told();
    api.listen(context, told);
    Object listener = listeners.get(0);
    Class<?> eventType = sibling(requestType, "AsyncEvent");
    Throwable error = new IllegalStateException();
    Object event =
        eventType.getConstructor(contextType, Throwable.class).newInstance(context, error);
    for (String name : List.of("onStartAsync", "onTimeout", "onError", "onComplete")) {
      Method method = sibling(requestType, "AsyncListener").getMethod(name, eventType);
      method.invoke(listener, event);
    }
    assertThat(told.calls).containsExactly("timedOut", error, "completed");
  }

  @ParameterizedTest
  @MethodSource("requestTypes")
  void requestOf_isThatOfTheEvent(Class<?> requestType) throws Exception {
    ServletApi api = factory.create(requestType);
    assertThat(api).isNotNull();
    Object request = fake(requestType, Map.of());
    Class<?> contextType = sibling(requestType, "AsyncContext");
    Object context = fake(contextType, Map.of("getRequest", request));
    Class<?> eventType = sibling(requestType, "AsyncEvent");
    assertThat(api.requestOf(eventType.getConstructor(contextType).newInstance(context)))
        .isSameAs(request);
    Class<?> applicationType = sibling(requestType, "ServletContext");
    Object application = fake(applicationType, Map.of());
    Object destroyed =
        sibling(requestType, "ServletRequestEvent")
            .getConstructor(applicationType, sibling(requestType, "ServletRequest"))
            .newInstance(application, request);
    assertThat(api.requestOf(destroyed)).isSameAs(request);
    Object started =
        sibling(requestType, "ServletContextEvent")
            .getConstructor(applicationType)
            .newInstance(application);
    assertThat(api.requestOf(started)).isNull();
  }

  @Test
  void create_linksEachLoadersApi() throws Exception {
    URL jar = javax.servlet.Servlet.class.getProtectionDomain().getCodeSource().getLocation();
    try (URLClassLoader other = new URLClassLoader(new URL[] {jar}, null)) {
      Class<?> requestType = other.loadClass("javax.servlet.http.HttpServletRequest");
      ServletApi api = factory.create(requestType);
      assertThat(api).isNotNull();
      Object request =
          Proxy.newProxyInstance(
              other, new Class<?>[] {requestType}, (proxy, method, args) -> "PATCH");
      assertThat(api.method(request)).isEqualTo("PATCH");
    }
  }

  private static final class Told implements AsyncCallback {
    final List<Object> calls = new ArrayList<>();

    @Override
    public void completed() {
      calls.add("completed");
    }

    @Override
    public void timedOut() {
      calls.add("timedOut");
    }

    @Override
    public void failed(Throwable throwable) {
      calls.add(throwable);
    }
  }

  private static String mapping(
      ServletApi api, Class<?> requestType, Object context, String servletPath, String pathInfo) {
    Map<String, Object> values = new java.util.HashMap<>();
    values.put("getServletPath", servletPath);
    values.put("getPathInfo", pathInfo);
    values.put("getServletContext", context);
    return api.mapping(fake(requestType, values));
  }

  private static Object fake(Class<?> type, Map<String, Object> values) {
    InvocationHandler handler =
        (proxy, method, args) ->
            method.getName().equals("hashCode") ? 1 : values.get(method.getName());
    return Proxy.newProxyInstance(loader(), new Class<?>[] {type}, handler);
  }

  private static Class<?> sibling(Class<?> requestType, String name) throws ClassNotFoundException {
    return Class.forName(requestType.getName().replace("http.HttpServletRequest", name));
  }

  private static Object dispatcherType(Class<?> requestType, String name)
      throws ClassNotFoundException {
    return constant(sibling(requestType, "DispatcherType"), name);
  }

  private static Object constant(Class<?> enumType, String name) {
    for (Object each : enumType.getEnumConstants()) {
      if (((Enum<?>) each).name().equals(name)) return each;
    }
    throw new AssertionError(name);
  }

  private static ClassLoader loader() {
    return AccessFactoryTest.class.getClassLoader();
  }
}
