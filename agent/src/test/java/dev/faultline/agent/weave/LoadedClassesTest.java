// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import sample.Plain;

class LoadedClassesTest {

  private final List<List<Class<?>>> batches = new ArrayList<>();
  private final WeaveReport report = new WeaveReport();

  /** A JVM that has loaded some classes, and refuses any batch with one of them. */
  private Instrumentation jvm(Class<?> refused, Class<?>... loaded) {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getAllLoadedClasses")) return loaded;
              if (method.getName().equals("isModifiableClass")) return true;
              assertThat(method.getName()).isEqualTo("retransformClasses");
              List<Class<?>> batch = Arrays.asList((Class<?>[]) arguments[0]);
              batches.add(batch);
              if (batch.contains(refused)) throw new VerifyError("on purpose");
              return null;
            });
  }

  private void weaveAgain(Instrumentation jvm) {
    Rules rules = new Rules(Collections.singletonList(new GreetProbe()));
    new LoadedClasses(jvm, rules, report).weaveAgain();
  }

  @Test
  void matchingClasses_goInOneBatchLoadersFirst() {
    Class<?>[] loaded = {
      Plain.class,
      String.class,
      int.class,
      Plain[].class,
      FutureTask.class,
      MemoryLoader.class,
      sample.OddLoader.class
    };
    weaveAgain(jvm(null, loaded));
    assertThat(batches)
        .containsExactly(
            Arrays.asList(sample.OddLoader.class), Arrays.asList(Plain.class, FutureTask.class));
  }

  @Test
  void refusedBatch_isTriedOneByOneAndTheBadOneListed() {
    weaveAgain(jvm(FutureTask.class, Plain.class, FutureTask.class, sample.Polite.class));
    assertThat(batches)
        .containsExactly(
            Arrays.asList(Plain.class, FutureTask.class, sample.Polite.class),
            Arrays.asList(Plain.class),
            Arrays.asList(FutureTask.class),
            Arrays.asList(sample.Polite.class));
    assertThat(report.failed())
        .singleElement()
        .asString()
        .startsWith("java.util.concurrent.FutureTask bootstrap java.lang.VerifyError: on purpose");
  }
}
