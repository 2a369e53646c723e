// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

/**
 * Names of classes and methods without what changes from run to run, or from build to build: the
 * numbers that compilers, proxy generators and the JVM give.
 */
public final class FrameNames {
  /** What follows one of these in a class name was generated. */
  private static final String[] GENERATED = {
    "$$EnhancerBy",
    "$$FastClassBy",
    "$$KeyFactoryBy",
    "$$BulkBeanBy",
    "$$SpringCGLIB",
    "$$CGLIB",
    "$Proxy$_$$_",
    "_$$_",
    "$$_javassist",
    "$$_Weld",
    "$ByteBuddy$",
    "$HibernateProxy$",
    "$HibernateBasicProxy$",
    "$HibernateInstantiator$",
    "$HibernateAccessOptimizer$",
    "$MockitoMock$",
    "$auxiliary$"
  };

  private static final String[] PLUMBING = {
    "java.lang.reflect.",
    "java.lang.invoke.",
    "jdk.internal.reflect.",
    "sun.reflect.",
    "org.springframework.cglib.",
    "net.sf.cglib.",
    "net.bytebuddy.",
    "javassist.",
    "org.codehaus.groovy.reflection.",
    "dev.faultline.bootstrap."
  };

  private FrameNames() {}

  /** {@code com.shop.Orders$$Lambda$14/0x7f} becomes {@code com.shop.Orders$$Lambda}. */
  public static String ofClass(String name) {
    int dollar = name.indexOf('$');
    int slash = name.indexOf('/');
    if (dollar < 0 && slash < 0 && !name.contains("__")) return name;
    String shorter = slash < 0 ? name : name.substring(0, slash); // hidden classes: Foo/0x7f12
    int lambda = shorter.indexOf("$$Lambda");
    if (lambda >= 0) return shorter.substring(0, lambda) + "$$Lambda";
    int generated = generatedAt(shorter);
    if (generated > 0) shorter = shorter.substring(0, generated);
    if (isJdkProxy(shorter)) return "$Proxy";
    return withoutNumbers(shorter);
  }

  /** {@code lambda$create$3} becomes {@code lambda$create}. */
  public static String ofMethod(String name) {
    String shorter = name;
    int original = shorter.indexOf("$original$"); // Byte Buddy, of a method that was rebased
    if (original > 0) shorter = shorter.substring(0, original);
    if (shorter.endsWith("$adapted")) shorter = cut(shorter, "$adapted".length());
    for (String before = ""; !before.equals(shorter); ) {
      before = shorter;
      shorter = withoutNumberAtEnd(shorter);
    }
    // A lambda that can be serialized: lambda$name$<hash of its signature>$<number>
    int hash = shorter.length() - 9;
    if (shorter.startsWith("lambda$") && hash > 6 && isHexTail(shorter, hash)) {
      return shorter.substring(0, hash);
    }
    return shorter;
  }

  /** Frames that come and go with reflection's inflation, with proxies, with JVM flags. */
  public static boolean isPlumbing(StackTraceElement frame) {
    String type = frame.getClassName();
    for (String prefix : PLUMBING) {
      if (type.startsWith(prefix)) return true;
    }
    if (frame.getMethodName().startsWith("access$")) return true;
    return type.contains("$$Lambda") || generatedAt(type) > 0 || isJdkProxy(type);
  }

  private static int generatedAt(String name) {
    if (name.indexOf('$') < 0) return -1;
    int first = -1;
    for (String marker : GENERATED) {
      int at = name.indexOf(marker);
      if (at > 0 && (first < 0 || at < first)) first = at;
    }
    return first;
  }

  /** {@code com.sun.proxy.$Proxy12}, {@code jdk.proxy2.$Proxy12}, {@code com.shop.$Proxy12}. */
  private static boolean isJdkProxy(String name) {
    int at = name.lastIndexOf('.') + 1;
    if (!name.startsWith("$Proxy", at)) return false;
    for (int i = at + "$Proxy".length(); i < name.length(); i++) {
      if (!isDigit(name.charAt(i))) return false;
    }
    return true;
  }

  /** {@code Orders$1} to {@code Orders$}, {@code Orders$2Local} to {@code Orders$Local}. */
  private static String withoutNumbers(String name) {
    StringBuilder kept = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean afterDollar = kept.length() > 0 && kept.charAt(kept.length() - 1) == '$';
      // Clojure: fn__123; Groovy: _create_closure3
      boolean afterClosure = endsWith(kept, "__") || endsWith(kept, "_closure");
      if (!isDigit(c) || !afterDollar && !afterClosure) kept.append(c);
    }
    return kept.toString();
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
  }

  /** Takes {@code $12} off, or the {@code -12} of Kotlin. */
  private static String withoutNumberAtEnd(String name) {
    int end = name.length();
    while (end > 0 && isDigit(name.charAt(end - 1))) end--;
    if (end == name.length() || end < 2) return name;
    char separator = name.charAt(end - 1);
    return separator == '$' || separator == '-' ? name.substring(0, end - 1) : name;
  }

  private static boolean isHexTail(String name, int from) {
    if (name.charAt(from) != '$') return false;
    for (int i = from + 1; i < name.length(); i++) {
      if (Character.digit(name.charAt(i), 16) < 0) return false;
    }
    return true;
  }

  private static String cut(String name, int characters) {
    return name.substring(0, name.length() - characters);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
