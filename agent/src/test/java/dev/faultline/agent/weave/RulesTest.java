// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds what a rule says about its methods against what its weaving matches. */
class RulesTest {
  /** Types below the roots: the methods a weaving may match are theirs. */
  private static final List<Class<?>> BELOW =
      Arrays.asList(
          java.sql.PreparedStatement.class,
          java.sql.CallableStatement.class,
          javax.servlet.http.HttpServlet.class,
          javax.servlet.http.HttpFilter.class,
          javax.servlet.http.HttpServletRequest.class,
          java.net.URLClassLoader.class);

  static Stream<TypeRule> rules() {
    return Probes.all().stream().flatMap(p -> p.rules().stream()).filter(r -> r.subtypes);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void subtypesRule_namesTheMethodsItsWeavingMatches(TypeRule rule) throws Exception {
    assertThat(rule.methods).as(rule.typeName).isNotEmpty();
    if (rule.namesAll) {
      assertThat(new TreeSet<>(rule.methods)).as(rule.typeName).isEqualTo(matched(rule));
    } else {
      assertThat(matched(rule)).as(rule.typeName).containsAll(rule.methods);
    }
  }

  static Stream<TypeRule> allRules() {
    return Probes.all().stream().flatMap(p -> p.rules().stream());
  }

  @ParameterizedTest
  @MethodSource("allRules")
  void rule_isHiddenByNoIgnoredName(TypeRule rule) {
    assertThat(Names.areIgnored(rule.typeName.replace('.', '/'))).as(rule.typeName).isFalse();
  }

  private static Set<String> matched(TypeRule rule) throws Exception {
    // One API is here; the other has the same methods.
    Class<?> root = Class.forName(rule.typeName.replace("jakarta.", "javax."));
    Binding binding = Binding.of("test", rule.weaving);
    Set<String> names = new TreeSet<>(matched(root, binding));
    for (Class<?> each : BELOW) {
      if (root.isAssignableFrom(each)) names.addAll(matched(each, binding));
    }
    return names;
  }

  private static Set<String> matched(Class<?> type, Binding binding) {
    Set<String> names = new TreeSet<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Method method : each.getDeclaredMethods()) {
        if (binding.matches(new MethodDescription.ForLoadedMethod(method))) {
          names.add(method.getName());
        }
      }
    }
    for (Method method : type.getMethods()) {
      if (binding.matches(new MethodDescription.ForLoadedMethod(method))) {
        names.add(method.getName());
      }
    }
    return names;
  }
}
