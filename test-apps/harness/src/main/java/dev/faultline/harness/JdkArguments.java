// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The JDKs of a {@link JdkSource}. */
final class JdkArguments implements ArgumentsProvider, AnnotationConsumer<JdkSource> {
  private @Nullable JdkSource source;

  @Override
  public void accept(JdkSource source) {
    this.source = source;
  }

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    JdkSource source = this.source;
    if (source == null) throw new IllegalStateException("no @JdkSource");
    List<Jdk> jdks = select(allBut(source.without()), source.min(), source.max(), source.ends());
    Assumptions.assumeFalse(
        jdks.isEmpty(), () -> "no JDK from " + source.min() + " to " + source.max());
    return jdks.stream().map(Arguments::of);
  }

  private static List<Jdk> allBut(int[] without) {
    return Jdks.all().stream()
        .filter(jdk -> IntStream.of(without).noneMatch(each -> each == jdk.major()))
        .toList();
  }

  static List<Jdk> select(List<Jdk> all, int min, int max, boolean ends) {
    List<Jdk> jdks = all.stream().filter(jdk -> jdk.major() >= min && jdk.major() <= max).toList();
    return ends && jdks.size() > 2 ? List.of(jdks.get(0), jdks.get(jdks.size() - 1)) : jdks;
  }
}
