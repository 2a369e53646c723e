// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.agent.enrich.thrown.Throwables;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  private final Fingerprint fingerprint = new Fingerprint(List.of());

  @ParameterizedTest
  @CsvSource({
    // lambdas: JDK 8, 11, 15 (hidden classes), 21
    "com.shop.Orders$$Lambda$14/1234567, com.shop.Orders$$Lambda",
    "com.shop.Orders$$Lambda$14/0x0000000800066840, com.shop.Orders$$Lambda",
    "com.shop.Orders$$Lambda/0x00007f1c2c001000, com.shop.Orders$$Lambda",
    "com.shop.Orders$$Lambda.0x00007f1c2c001000, com.shop.Orders$$Lambda",
    "com.shop.Orders/0x00007f1c2c001000, com.shop.Orders",
    // proxies
    "com.shop.Orders$$EnhancerBySpringCGLIB$$1ab2c3d4, com.shop.Orders",
    "com.shop.Orders$$FastClassBySpringCGLIB$$1ab2c3d4, com.shop.Orders",
    "com.shop.Orders$$EnhancerByCGLIB$$1ab2c3d4_2, com.shop.Orders",
    "com.shop.Orders$$SpringCGLIB$$0, com.shop.Orders",
    "com.shop.Orders$$SpringCGLIB$$FastClass$$1, com.shop.Orders",
    "com.shop.Orders_$$_javassist_12, com.shop.Orders",
    "com.shop.Orders$$_javassist_seam_3, com.shop.Orders",
    "com.shop.Orders_$$_jvst7e3_0, com.shop.Orders",
    "com.shop.Orders$Proxy$_$$_WeldClientProxy, com.shop.Orders",
    "com.shop.Orders$ByteBuddy$x7Yz1, com.shop.Orders",
    "com.shop.Orders$HibernateProxy$9fK2, com.shop.Orders",
    "com.shop.Orders$MockitoMock$123, com.shop.Orders",
    "com.shop.Orders$$KeyFactoryByCGLIB$$7a1b, com.shop.Orders",
    "com.shop.Orders$HibernateBasicProxy$9fK2, com.shop.Orders",
    "com.shop.Orders$$_WeldSubclass, com.shop.Orders",
    "com.shop.Orders$auxiliary$Ab12, com.shop.Orders",
    "com.sun.proxy.$Proxy12, $Proxy",
    "jdk.proxy2.$Proxy7, $Proxy",
    "$Proxy99, $Proxy",
    // compilers
    "com.shop.Orders$1, com.shop.Orders$",
    "com.shop.Orders$12$3, com.shop.Orders$$",
    "com.shop.Orders$1Local, com.shop.Orders$Local",
    "com.shop.Orders$Builder2, com.shop.Orders$Builder2",
    "com.shop.Orders2, com.shop.Orders2",
    "com.shop.Orders$create$1, com.shop.Orders$create$",
    "com.shop.Orders$create$1$invokeSuspend$$inlined$map$2, com.shop.Orders$create$$invokeSuspend$$inlined$map$",
    "com.shop.Orders$$anonfun$create$1, com.shop.Orders$$anonfun$create$",
    "com.shop.Orders$$anonfun$create$1$$anonfun$apply$2, com.shop.Orders$$anonfun$create$$$anonfun$apply$",
    "com.shop.Orders$$anon$3, com.shop.Orders$$anon$",
    "com.shop.Orders$_create_closure3, com.shop.Orders$_create_closure",
    "shop.core$fn__1234, shop.core$fn__",
    "org.apache.jsp.index_jsp, org.apache.jsp.index_jsp"
  })
  void className_losesWhatIsGenerated(String name, String stable) {
    assertThat(FrameNames.ofClass(name)).isEqualTo(stable);
  }

  @ParameterizedTest
  @CsvSource({
    "create, create",
    "create2, create2",
    "lambda$create$3, lambda$create",
    "lambda$create$7f6d5e65$1, lambda$create",
    "lambda$0, lambda",
    "lambda$static$12, lambda$static",
    "lambda$null$2, lambda$null",
    "$anonfun$create$1, $anonfun$create",
    "$anonfun$create$1$adapted, $anonfun$create",
    "create$lambda$4, create$lambda",
    "create$lambda-4, create$lambda",
    "create$original$Ab12$accessor$Cd34, create",
    "<init>, <init>"
  })
  void methodName_losesWhatIsGenerated(String name, String stable) {
    assertThat(FrameNames.ofMethod(name)).isEqualTo(stable);
  }

  @Test
  void fingerprint_is16HexDigits() {
    assertThat(of(new RuntimeException())).matches("[0-9a-f]{16}");
  }

  @Test
  void lineShift_isTheSameFault() {
    RuntimeException before =
        Throwables.at(new RuntimeException(), Throwables.frame("com.shop.Orders", "create", 10));
    RuntimeException after =
        Throwables.at(new RuntimeException(), Throwables.frame("com.shop.Orders", "create", 99));
    assertThat(of(after)).isEqualTo(of(before));
  }

  @Test
  void message_doesNotCount() {
    assertThat(of(Throwables.at(new RuntimeException("order 1"), "com.shop.Orders#create")))
        .isEqualTo(of(Throwables.at(new RuntimeException("order 2"), "com.shop.Orders#create")));
  }

  @Test
  void typeAndMethodAndEnclosingMethodOfALambda_count() {
    String one = of(Throwables.at(new RuntimeException(), "com.shop.Orders#lambda$create$0"));
    assertThat(of(Throwables.at(new RuntimeException(), "com.shop.Orders#lambda$create$4")))
        .isEqualTo(one);
    assertThat(of(Throwables.at(new RuntimeException(), "com.shop.Orders#lambda$cancel$0")))
        .isNotEqualTo(one);
    assertThat(of(Throwables.at(new RuntimeException(), "com.shop.Baskets#lambda$create$0")))
        .isNotEqualTo(one);
    assertThat(of(Throwables.at(new Error(), "com.shop.Orders#lambda$create$0"))).isNotEqualTo(one);
  }

  @Test
  void cause_counts() {
    RuntimeException with =
        Throwables.at(
            new RuntimeException(Throwables.at(new Error(), "com.shop.Stock#take")),
            "com.shop.Orders#create");
    RuntimeException without = Throwables.at(new RuntimeException(), "com.shop.Orders#create");
    assertThat(of(with)).isNotEqualTo(of(without));
  }

  @Test
  void initializationThatFailedBefore_isTheSameFaultWhetherTheJvmSaysWhyOrNot() {
    Throwable java8 = Throwables.at(new NoClassDefFoundError(), "com.shop.Orders#create");
    Throwable java17 = Throwables.at(new NoClassDefFoundError(), "com.shop.Orders#create");
    java17.initCause(
        Throwables.at(new ExceptionInInitializerError("x"), "com.shop.Stock#<clinit>"));
    Throwable missing = Throwables.at(new NoClassDefFoundError(), "com.shop.Orders#create");
    missing.initCause(Throwables.at(new ClassNotFoundException(), "com.shop.Loader#find"));
    assertThat(of(java17)).isEqualTo(of(java8));
    assertThat(of(missing)).isNotEqualTo(of(java8));
  }

  @Test
  void wrappers_doNotCount() {
    RuntimeException thrown = Throwables.at(new RuntimeException(), "com.shop.Orders#create");
    String bare = of(thrown);

    assertThat(of(new ExecutionException(thrown))).isEqualTo(bare);
    assertThat(of(new CompletionException(new InvocationTargetException(thrown)))).isEqualTo(bare);
    assertThat(of(new UncheckedIOException(new java.io.IOException()))).isNotEqualTo(bare);
    assertThat(of(new ExecutionException("nothing inside", null))).matches("[0-9a-f]{16}");
  }

  @Test
  void copyByForkJoin_doesNotCount() {
    RuntimeException thrown = Throwables.at(new RuntimeException(), "com.shop.Orders#create");
    for (String method : new String[] {"getThrowableException", "getException"}) { // 8 to 21, 25
      RuntimeException copy =
          Throwables.at(
              new RuntimeException(thrown),
              "jdk.internal.reflect.DirectConstructorHandleAccessor#newInstance",
              "java.lang.reflect.Constructor#newInstance",
              "java.util.concurrent.ForkJoinTask#" + method,
              "java.util.concurrent.ForkJoinTask#join",
              "com.shop.Report#print");
      assertThat(of(copy)).as(method).isEqualTo(of(thrown));
    }
    RuntimeException wrapper =
        Throwables.at(
            new RuntimeException(thrown),
            "com.shop.Report#print",
            "java.util.concurrent.ForkJoinTask#getException");
    assertThat(of(wrapper)).isNotEqualTo(of(thrown));
  }

  @Test
  void reflectionInflation_isTheSameFault() {
    String nativeAccess =
        of(
            Throwables.at(
                new RuntimeException(),
                "com.shop.Orders#create",
                "sun.reflect.NativeMethodAccessorImpl#invoke0",
                "sun.reflect.NativeMethodAccessorImpl#invoke",
                "sun.reflect.DelegatingMethodAccessorImpl#invoke",
                "java.lang.reflect.Method#invoke",
                "com.shop.Router#route"));
    String generated =
        of(
            Throwables.at(
                new RuntimeException(),
                "com.shop.Orders#create",
                "jdk.internal.reflect.GeneratedMethodAccessor42#invoke",
                "java.lang.reflect.Method#invoke",
                "com.shop.Router#route"));
    String methodHandles =
        of(
            Throwables.at(
                new RuntimeException(),
                "com.shop.Orders#create",
                "java.lang.invoke.LambdaForm$DMH/0x0000000800c00000#invokeVirtual",
                "jdk.internal.reflect.DirectMethodHandleAccessor#invoke",
                "com.shop.Router#route"));
    assertThat(generated).isEqualTo(nativeAccess);
    assertThat(methodHandles).isEqualTo(nativeAccess);
  }

  @Test
  void proxiesInBetween_areTheSameFault() {
    String bare =
        of(
            Throwables.at(
                new RuntimeException(), "com.shop.Orders#create", "com.shop.Router#route"));
    for (String proxy :
        new String[] {
          "com.shop.Orders$$EnhancerBySpringCGLIB$$1ab2#create",
          "com.shop.Orders$$SpringCGLIB$$0#create",
          "com.shop.Orders_$$_jvst7e3_0#create",
          "com.shop.Orders$ByteBuddy$x7#create",
          "com.shop.Orders$HibernateProxy$x7#create",
          "com.sun.proxy.$Proxy12#create",
          "com.shop.$Proxy12#create",
          "com.shop.Orders$$Lambda$14/0x12#run",
          "com.shop.Orders#access$000"
        }) {
      Throwable proxied =
          Throwables.at(
              new RuntimeException(), "com.shop.Orders#create", proxy, "com.shop.Router#route");
      assertThat(of(proxied)).as(proxy).isEqualTo(bare);
    }
  }

  @Test
  void recursionDepth_doesNotCount() {
    assertThat(of(recursive(3, "com.shop.Tree#walk")))
        .isEqualTo(of(recursive(500, "com.shop.Tree#walk")));
    assertThat(of(recursive(4, "com.shop.Tree#walk", "com.shop.Tree#visit")))
        .isEqualTo(of(recursive(5_000, "com.shop.Tree#walk", "com.shop.Tree#visit")));
  }

  @Test
  void stackOverflow_isTheSameFaultWhereverItHits() {
    String walking = of(overflow(new StackOverflowError(), 0));
    assertThat(of(overflow(new StackOverflowError(), 1))).isEqualTo(walking);
    assertThat(of(overflow(new StackOverflowError(), 2))).isEqualTo(walking);
  }

  @Test
  void stackOverflow_ofTheJvm() {
    assertThat(of(overflowAt(700))).isEqualTo(of(overflowAt(0)));
  }

  @Test
  void frameworkFrames_doNotCountBesidesTheApplications() {
    Throwable tomcat =
        Throwables.at(
            new RuntimeException(),
            "com.shop.Orders#create",
            "org.apache.catalina.core.StandardWrapperValve#invoke");
    Throwable jetty =
        Throwables.at(
            new RuntimeException(),
            "com.shop.Orders#create",
            "org.eclipse.jetty.servlet.ServletHandler#doHandle");
    assertThat(of(tomcat)).isEqualTo(of(jetty));
  }

  @Test
  void withoutFramesOfTheApplication_librariesCount() {
    Throwable one = Throwables.at(new RuntimeException(), "java.net.Socket#read", "org.h2.A#a");
    Throwable other = Throwables.at(new RuntimeException(), "java.net.Socket#read", "org.h2.B#b");
    assertThat(of(one)).isNotEqualTo(of(other));
    assertThat(of(Throwables.at(new RuntimeException(), "java.net.Socket#read")))
        .isNotEqualTo(of(Throwables.at(new RuntimeException(), "java.net.Socket#write")));
  }

  @Test
  void appPackages_sayWhatIsTheApplication() {
    Fingerprint own = new Fingerprint(List.of("org.apache.shop."));
    Throwable one = Throwables.at(new RuntimeException(), "com.vendor.A#a", "org.apache.shop.B#b");
    Throwable same = Throwables.at(new RuntimeException(), "com.vendor.X#x", "org.apache.shop.B#b");
    assertThat(own.of(one, "")).isEqualTo(own.of(same, ""));
    assertThat(of(one)).isNotEqualTo(of(same));
  }

  @Test
  void sqlState_counts() {
    assertThat(of(sql("23505", 0)))
        .isEqualTo(of(sql("23505", 9)))
        .isNotEqualTo(of(sql("23503", 0)));
    assertThat(of(sql(null, 1))).isNotEqualTo(of(sql(null, 2)));
  }

  @Test
  void stackless_countsThePlace() {
    RuntimeException stackless = Throwables.stackless("x");
    assertThat(fingerprint.of(stackless, "/a")).isEqualTo(fingerprint.of(stackless, "/a"));
    assertThat(fingerprint.of(stackless, "/a")).isNotEqualTo(fingerprint.of(stackless, "/b"));
    RuntimeException usual = Throwables.at(new RuntimeException(), "com.shop.Orders#create");
    assertThat(fingerprint.of(usual, "/a")).isEqualTo(fingerprint.of(usual, "/b"));
  }

  @Test
  void deepCauses_beyondTheBoundCountByTheirRoot() {
    assertThat(of(chained("com.shop.A#a"))).isNotEqualTo(of(chained("com.shop.B#b")));
  }

  @Test
  void hostileThrowables_haveOne() {
    assertThat(of(new Throwables.Hostile())).matches("[0-9a-f]{16}");
    assertThat(of(new Throwables.Bottomless())).matches("[0-9a-f]{16}");
  }

  private String of(Throwable throwable) {
    return fingerprint.of(throwable, "");
  }

  private static SQLException sql(String state, int code) {
    return Throwables.at(new SQLException("x", state, code), "com.shop.Orders#create");
  }

  private static Throwable chained(String rootFrame) {
    Throwable throwable = Throwables.at(new RuntimeException(), rootFrame);
    for (int i = 0; i < 50; i++) {
      throwable = Throwables.at(new RuntimeException(throwable), "com.shop.Wrap#wrap");
    }
    return throwable;
  }

  private static Throwable recursive(int times, String... cycle) {
    String[] frames = new String[times * cycle.length + 1];
    for (int i = 0; i < times * cycle.length; i++) frames[i] = cycle[i % cycle.length];
    frames[frames.length - 1] = "com.shop.Main#main";
    return Throwables.at(new RuntimeException(), frames);
  }

  private static Throwable overflow(StackOverflowError error, int phase) {
    String[] cycle = {"com.shop.A#a", "com.shop.B#b", "com.shop.C#c"};
    String[] frames = new String[1024];
    for (int i = 0; i < frames.length; i++) frames[i] = cycle[(i + phase) % 3];
    if (phase == 1) frames[0] = "com.shop.Leaf#leaf";
    return Throwables.at(error, frames);
  }

  private static StackOverflowError overflowAt(int depth) {
    try {
      if (depth > 0) return overflowAt(depth - 1);
      ping(0);
      throw new AssertionError();
    } catch (StackOverflowError e) {
      return e;
    }
  }

  private static int ping(int i) {
    return pong(i + 1) + 1;
  }

  private static int pong(int i) {
    return ping(i + 1) + 1;
  }
}
