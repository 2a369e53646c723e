// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.TypeResolutionStrategy;
import net.bytebuddy.dynamic.scaffold.InstrumentedType;
import net.bytebuddy.dynamic.scaffold.MethodGraph;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.pool.TypePool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the loom against Byte Buddy's own builder, which describes a class in full. */
class LoomTest {
  /** Of the application's side: what rules about subtypes weave. */
  private static final List<String> SUBTYPES =
      Arrays.asList(
          "org/h2/jdbc/JdbcConnection",
          "org/h2/jdbc/JdbcPreparedStatement",
          "org/h2/jdbc/JdbcResultSet",
          "org/h2/jdbc/JdbcStatement",
          "org/h2/jdbcx/JdbcConnectionPool",
          "org/h2/jdbcx/JdbcDataSource",
          "org/h2/Driver",
          "javax/servlet/http/HttpServlet",
          "jakarta/servlet/http/HttpServlet",
          "sample/OddLoader");

  private final Rules rules = new Rules(Probes.all());

  static Stream<String> names() {
    Stream<String> exact =
        Probes.all().stream()
            .flatMap(p -> p.rules().stream())
            .filter(r -> !r.subtypes && r.weaving != null)
            .map(r -> r.typeName.replace('.', '/'));
    return Stream.concat(exact, SUBTYPES.stream()).filter(n -> file(n) != null).sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void wovenClass_isWhatByteBuddysBuilderWrites(String name) throws Exception {
    Class<?> type = Class.forName(name.replace('/', '.'), false, getClass().getClassLoader());
    byte[] file = file(name);
    List<Rule> hits =
        rules.matching(ClassHeader.read(file), rules.rootsOf(type)).stream()
            .filter(r -> r.weaving != null)
            .collect(Collectors.toList());
    assertThat(hits).isNotEmpty();
    byte[] woven = new Looms(System::nanoTime).weave(type.getClassLoader(), name, file, hits);
    assertThat(woven).isEqualTo(built(type, name, file, hits));
  }

  private static byte[] built(Class<?> type, String name, byte[] file, List<Rule> hits)
      throws Exception {
    TypeFiles files = new TypeFiles(name.replace('/', '.'), file, type.getClassLoader());
    TypePool pool = TypePool.Default.of(files);
    TypeDescription described = pool.describe(type.getName()).resolve();
    List<AsmVisitorWrapper> visitors = new ArrayList<>();
    for (Rule hit : hits) {
      for (Binding.Part part : Binding.of(hit.probe, hit.weaving).parts()) {
        if (described.getDeclaredMethods().stream().noneMatch(part::takes)) continue;
        visitors.add(
            new AsmVisitorWrapper.ForDeclaredMethods()
                .invokable((MethodDescription m) -> part.takes(m), part.visitor));
      }
    }
    if (visitors.isEmpty()) return null;
    DynamicType.Builder<?> builder = builder().decorate(described, files);
    for (AsmVisitorWrapper each : visitors) builder = builder.visit(each);
    return builder.make(TypeResolutionStrategy.Disabled.INSTANCE, pool).getBytes();
  }

  private static ByteBuddy builder() {
    return new ByteBuddy()
        .with(TypeValidation.DISABLED)
        .with(MethodGraph.Compiler.ForDeclaredMethods.INSTANCE)
        .with(InstrumentedType.Factory.Default.FROZEN)
        .with(Implementation.Context.Disabled.Factory.INSTANCE);
  }

  private static byte[] file(String name) {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
