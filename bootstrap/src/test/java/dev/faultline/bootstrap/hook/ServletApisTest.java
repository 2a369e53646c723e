// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The first requests of a servlet API, each test with an API of its own. */
@Timeout(60)
class ServletApisTest {
  private static final int THREADS = 8;

  private final AtomicInteger makings = new AtomicInteger();
  private URLClassLoader loader = api();

  @BeforeEach
  void start() {
    ProbeSwitch.SERVLET.turnOn();
  }

  @AfterEach
  void end() throws Exception {
    ProbeSwitch.SERVLET.turnOff();
    ServletApis.use(type -> new FakeServletApi());
    loader.close();
  }

  @Test
  void firstRequests_ofManyThreadsHaveOneAccessor() throws Exception {
    ServletApis.use(type -> new FakeServletApi());
    Set<ServletApi> found = new HashSet<>();
    for (Future<@Nullable ServletApi> each : ask(THREADS, request())) found.add(each.get());
    assertThat(found).hasSize(1).doesNotContainNull();
  }

  /** Who makes it may wait for a lock that one of the others holds. */
  @Test
  void firstRequest_doesNotWaitForOneThatHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ServletApis.use(
        type -> {
          if (makings.incrementAndGet() == 1) release.await();
          return new FakeServletApi();
        });
    Object request = request();
    Future<@Nullable ServletApi> hanging = ask(1, request).get(0);
    await().until(() -> makings.get() == 1);
    ServletApi other = ask(1, request).get(0).get();
    assertThat(other).isNotNull();
    assertThat(hanging.isDone()).isFalse();
    release.countDown();
    assertThat(hanging.get()).as("the one that is known by then").isSameAs(other);
    assertThat(makings).hasValue(2);
  }

  @Test
  void firstRequest_ofAnInterruptedThreadKeepsThat() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    ServletApis.use(
        type -> {
          if (makings.incrementAndGet() == 1) release.await();
          return new FakeServletApi();
        });
    Object request = request();
    Future<@Nullable ServletApi> first = ask(1, request).get(0);
    await().until(() -> makings.get() == 1);
    Thread.currentThread().interrupt();
    assertThat(ServletApis.of(request)).isNotNull();
    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
    first.get();
  }

  @Test
  void failure_isWhatAllHave() throws Exception {
    ServletApis.use(
        type -> {
          makings.incrementAndGet();
          throw new StackOverflowError(); // one that is not counted
        });
    Object request = request();
    assertThat(ServletApis.of(request)).isNull();
    for (Future<@Nullable ServletApi> each : ask(THREADS, request)) {
      assertThat(each.get()).isNull();
    }
    assertThat(makings).hasValue(1);
  }

  @Test
  void api_thatIsGoneIsNotHeld() throws Exception {
    ServletApis.use(type -> new FakeServletApi());
    assertThat(ServletApis.of(request())).isNotNull();
    WeakReference<ClassLoader> gone = new WeakReference<>(loader);
    loader.close();
    loader = api();
    await()
        .until(
            () -> {
              System.gc();
              return gone.get() == null;
            });
  }

  private List<Future<@Nullable ServletApi>> ask(int many, Object request) {
    List<Future<@Nullable ServletApi>> answers = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      FutureTask<@Nullable ServletApi> task = new FutureTask<>(() -> ServletApis.of(request));
      answers.add(task);
      new Thread(task).start();
    }
    return answers;
  }

  private Object request() throws ClassNotFoundException {
    Class<?> type = loader.loadClass("javax.servlet.http.HttpServletRequest");
    return Proxy.newProxyInstance(loader, new Class<?>[] {type}, (proxy, method, args) -> null);
  }

  private static URLClassLoader api() {
    Class<?> type = javax.servlet.http.HttpServletRequest.class;
    URL where = type.getProtectionDomain().getCodeSource().getLocation();
    return new URLClassLoader(new URL[] {where}, null);
  }
}
