// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/**
 * Finds the accessor for a request's servlet API. A JVM may hold several (javax and jakarta, one in
 * each of two applications ...), so it goes by the class of the request: the accessor hangs on that
 * class, and goes with it.
 *
 * <p>The first request of an API runs the factory, and so the agent's code, on a thread of the
 * application. It is the one exception to the rule of the house; see the RATIONALE.
 */
public final class ServletApis {
  private static final String[] REQUEST_TYPES = {
    "javax.servlet.http.HttpServletRequest", "jakarta.servlet.http.HttpServletRequest"
  };

  /** Holder, because a ClassValue that answers null is asked again each time. */
  private static final class Found {
    static final Found NONE = new Found(null);

    final @Nullable ServletApi api;

    Found(@Nullable ServletApi api) {
      this.api = api;
    }
  }

  private static final ClassValue<Found> BY_CLASS =
      new ClassValue<Found>() {
        @Override
        protected Found computeValue(Class<?> type) {
          return find(type);
        }
      };

  /** By an API's own interface: of all threads with a first request, one makes the accessor. */
  private static final class Makings extends ClassValue<Making<Found>> {
    static final Makings ALL = new Makings();

    @Override
    protected Making<Found> computeValue(Class<?> type) {
      return new Making<Found>() {
        @Override
        Found make() {
          return create(type);
        }
      };
    }
  }

  private static volatile ServletApi.@Nullable Factory factory;

  private ServletApis() {}

  /** Sets what makes accessors; before any servlet is woven. */
  public static void use(ServletApi.Factory factory) {
    ServletApis.factory = factory;
  }

  /** The accessor for this request, or null when it is no HTTP request, or its API is too old. */
  static @Nullable ServletApi of(@Nullable Object request) {
    return request == null ? null : BY_CLASS.get(request.getClass()).api;
  }

  /** The accessor of the API that this event is of, or null. */
  static @Nullable ServletApi ofEvent(Object event) throws ClassNotFoundException {
    for (Class<?> each = event.getClass(); each != null; each = each.getSuperclass()) {
      for (String name : REQUEST_TYPES) {
        if (!isOfApi(each, name)) continue;
        return BY_CLASS.get(Class.forName(name, false, each.getClassLoader())).api;
      }
    }
    return null;
  }

  private static boolean isOfApi(Class<?> type, String requestType) {
    return type.getName().startsWith(requestType.substring(0, requestType.indexOf("http.")));
  }

  private static Found find(Class<?> type) {
    for (String name : REQUEST_TYPES) {
      if (type.getName().equals(name)) return Makings.ALL.get(type).get();
      Class<?> requestType = superType(type, name);
      if (requestType != null) return BY_CLASS.get(requestType);
    }
    return Found.NONE;
  }

  private static Found create(Class<?> requestType) {
    ServletApi.Factory factory = ServletApis.factory;
    if (factory == null) return Found.NONE;
    try {
      ServletApi api = factory.create(requestType);
      return api == null ? Found.NONE : new Found(api);
    } catch (Throwable e) {
      ProbeSwitch.SERVLET.failed(e);
      return Found.NONE;
    }
  }

  private static @Nullable Class<?> superType(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      Class<?> found = superInterface(each, name);
      if (found != null) return found;
    }
    return null;
  }

  private static @Nullable Class<?> superInterface(Class<?> type, String name) {
    for (Class<?> each : type.getInterfaces()) {
      if (each.getName().equals(name)) return each;
      Class<?> found = superInterface(each, name);
      if (found != null) return found;
    }
    return null;
  }
}
