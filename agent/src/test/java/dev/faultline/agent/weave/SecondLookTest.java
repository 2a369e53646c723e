// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.instrument.Instrumentation;
import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SecondLookTest {
  private final List<Class<?>> loaded = new ArrayList<>(Arrays.asList(String.class, int[].class));
  private final List<Class<?>> woven = new ArrayList<>();
  private final SeenNames seen = new SeenNames();
  private final SecondLook look = look();

  private SecondLook look() {
    Rules rules = new Rules(Collections.singletonList(new GreetProbe()));
    LoadedClasses classes = new LoadedClasses(jvm(), rules, new WeaveReport());
    return new SecondLook(jvm(), classes, rules, seen, Thread.currentThread());
  }

  private Instrumentation jvm() {
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Instrumentation.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("getInitiatedClasses")) {
                if (arguments[0] != null) return new Class<?>[0];
                return loaded.toArray(new Class<?>[0]);
              }
              assertThat(method.getName()).isEqualTo("retransformClasses");
              woven.addAll(Arrays.asList((Class<?>[]) arguments[0]));
              return null;
            });
  }

  @Test
  void jdkClassLoadedUnseen_isWovenOnceAsked() {
    loaded.add(FutureTask.class);
    look.run();
    assertThat(woven).isEmpty();
    look.atJdk();
    look.run();
    assertThat(woven).containsExactly(FutureTask.class);
  }

  @Test
  void jdkClassLoadedLater_isWovenWhenAskedAgainAndOnce() {
    look.atJdk();
    look.run();
    loaded.add(FutureTask.class);
    look.run();
    assertThat(woven).isEmpty();
    look.atJdk();
    look.run();
    look.atJdk();
    look.run();
    assertThat(woven).containsExactly(FutureTask.class);
  }

  @Test
  void jdkClassThatCameBy_isLeftAlone() {
    seen.add("java/util/concurrent/FutureTask");
    loaded.add(FutureTask.class);
    look.atJdk();
    look.run();
    assertThat(woven).isEmpty();
  }

  /** Class loaders come and go for as long as the JVM runs. */
  @Test
  void doubtsAboutLoadersThatAreGone_leaveRoomForOthers() {
    for (int i = 0; i < 2 * SecondLook.MAX_DOUBTS; i++)
      look.at(new URLClassLoader(new URL[0], null), "Gone");
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              System.gc();
              look.run();
              return look.doubts() == 0;
            });
    ClassLoader loader = new URLClassLoader(new URL[0], null);
    look.at(loader, "Here");
    assertThat(look.doubts()).isEqualTo(1);
    Reference.reachabilityFence(loader);
  }

  @Test
  void doubtsAtATime_areBounded() {
    ClassLoader loader = new URLClassLoader(new URL[0], null);
    for (int i = 0; i < 2 * SecondLook.MAX_DOUBTS; i++) look.at(loader, "Class" + i);
    assertThat(look.doubts()).isEqualTo(SecondLook.MAX_DOUBTS);
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(
            () -> {
              look.run();
              return look.doubts() == 0; // none of them was ever loaded
            });
    look.at(loader, "Late");
    assertThat(look.doubts()).isEqualTo(1);
  }
}
