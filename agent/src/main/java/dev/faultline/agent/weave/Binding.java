// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** What one {@link Weaving} has bound: built once, applied to every type its rule matches. */
final class Binding implements Advices {
  private final String probe;
  private final List<Part> parts = new ArrayList<>();

  private Binding(String probe) {
    this.probe = probe;
  }

  static Binding of(String probe, Class<? extends Weaving> weaving)
      throws ReflectiveOperationException {
    java.lang.reflect.Constructor<? extends Weaving> constructor = weaving.getDeclaredConstructor();
    constructor.setAccessible(true);
    Binding binding = new Binding(probe);
    constructor.newInstance().bind(binding);
    return binding;
  }

  @Override
  public Advices advise(ElementMatcher<? super MethodDescription> methods, Class<?> advice) {
    return wrap(methods, new Inlay(advice, probe));
  }

  @Override
  public Advices tellFailures(
      ElementMatcher<? super MethodDescription> methods, Class<?> hook, String name) {
    return wrap(methods, new FailureHandler(hook, name, probe));
  }

  @Override
  public Advices rewrite(ElementMatcher<? super MethodDescription> methods, Rewriter rewriter) {
    return wrap(methods, new Rewritten(rewriter));
  }

  private Advices wrap(ElementMatcher<? super MethodDescription> methods, OwnWrapper wrapper) {
    parts.add(new Part(methods, wrapper));
    return this;
  }

  /** Adds what is bound to the method, if it has a body. */
  void collect(MethodDescription method, List<OwnWrapper> wrappers) {
    for (Part part : parts) {
      if (part.takes(method)) wrappers.add(part.visitor);
    }
  }

  /** Whether something is bound to the method, with or without a body. */
  boolean matches(MethodDescription method) {
    for (Part part : parts) {
      if (part.asked.matches(method)) return true;
    }
    return false;
  }

  List<Part> parts() {
    return parts;
  }

  /** Some methods, and what is done with them. */
  static final class Part {
    final ElementMatcher<? super MethodDescription> asked;
    final OwnWrapper visitor;

    Part(ElementMatcher<? super MethodDescription> methods, OwnWrapper visitor) {
      this.asked = methods;
      this.visitor = visitor;
    }

    /** Whether the method is one of them and has a body. */
    boolean takes(MethodDescription method) {
      boolean leftAlone =
          method.isAbstract()
              || method.isNative()
              || method.isBridge()
              || method.isTypeInitializer();
      return !leftAlone && asked.matches(method);
    }
  }
}
