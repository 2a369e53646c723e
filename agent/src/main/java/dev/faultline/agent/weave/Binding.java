// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
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
    Advice woven =
        AdviceTypes.read(advice)
            .withExceptionHandler(new Advice.ExceptionHandler.Simple(new HookFailures(probe)));
    return rewrite(methods, woven);
  }

  @Override
  public Advices tellFailures(
      ElementMatcher<? super MethodDescription> methods, Class<?> hook, String name) {
    return rewrite(methods, new FailureHandler(hook, name, probe));
  }

  @Override
  public Advices rewrite(
      ElementMatcher<? super MethodDescription> methods, MethodVisitorWrapper rewriter) {
    parts.add(new Part(methods, rewriter));
    return this;
  }

  /** Adds what is bound to the method, if it has a body. */
  void collect(MethodDescription method, List<MethodVisitorWrapper> wrappers) {
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
    final MethodVisitorWrapper visitor;

    Part(ElementMatcher<? super MethodDescription> methods, MethodVisitorWrapper visitor) {
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
