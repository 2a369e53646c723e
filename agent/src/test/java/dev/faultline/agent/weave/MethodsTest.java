// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static net.bytebuddy.matcher.ElementMatchers.declaresField;
import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the matchers against Byte Buddy's of the same names. */
class MethodsTest {
  private static final Class<?>[] TYPES = {
    CompletableFuture.class, ThreadPoolExecutor.class, Properties.class, ClassLoader.class
  };

  static Stream<Arguments> pairs() {
    ElementMatcher<MethodDescription> put = ElementMatchers.named("put");
    return Stream.of(
        arguments(Methods.named("put"), put),
        arguments(
            Methods.namedOneOf("complete", "get"), ElementMatchers.namedOneOf("complete", "get")),
        arguments(Methods.nameStartsWith("set"), ElementMatchers.nameStartsWith("set")),
        arguments(Methods.isConstructor(), ElementMatchers.isConstructor()),
        arguments(Methods.isPublic(), ElementMatchers.isPublic()),
        arguments(Methods.isFinal(), ElementMatchers.isFinal()),
        arguments(Methods.isPrivate(), ElementMatchers.isPrivate()),
        arguments(Methods.isStatic(), ElementMatchers.isStatic()),
        arguments(Methods.isSynthetic(), ElementMatchers.isSynthetic()),
        arguments(Methods.takesArguments(2), ElementMatchers.takesArguments(2)),
        arguments(
            Methods.takesArguments(Object.class, Object.class),
            ElementMatchers.takesArguments(Object.class, Object.class)),
        arguments(
            Methods.takesArgument(1, boolean.class),
            ElementMatchers.takesArgument(1, boolean.class)),
        arguments(
            Methods.takesArgument(0, "java.lang.Runnable", "java.lang.String"),
            ElementMatchers.takesArgument(
                0, ElementMatchers.namedOneOf("java.lang.Runnable", "java.lang.String"))),
        arguments(Methods.returns(Class.class), ElementMatchers.returns(Class.class)),
        arguments(
            Methods.declaredBy("java.util.Properties", "java.lang.ClassLoader"),
            isDeclaredBy(
                ElementMatchers.namedOneOf("java.util.Properties", "java.lang.ClassLoader"))),
        arguments(
            Methods.besideField("workQueue"),
            isDeclaredBy(declaresField(ElementMatchers.named("workQueue")))),
        arguments(
            Methods.isPublic().and(Methods.not(Methods.isStatic())).or(Methods.named("loadClass")),
            ElementMatchers.isPublic()
                .and(ElementMatchers.not(ElementMatchers.isStatic()))
                .or(ElementMatchers.named("loadClass"))));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void matcher_findsWhatByteBuddysFinds(
      Methods own, ElementMatcher<? super MethodDescription> other) {
    int found = 0;
    for (Class<?> type : TYPES) {
      for (MethodDescription each : TypeDescription.ForLoadedType.of(type).getDeclaredMethods()) {
        assertThat(own.matches(each)).as("%s", each).isEqualTo(other.matches(each));
        if (own.matches(each)) found++;
      }
    }
    assertThat(found).isPositive();
  }
}
