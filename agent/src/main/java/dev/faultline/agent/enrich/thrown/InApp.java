// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.thrown;

import java.util.List;

/** Tells the application's own code from what it is built upon. */
public final class InApp {
  private static final String[] JDK = {
    "java.", "javax.", "jdk.", "sun.", "com.sun.", "com.oracle.", "oracle.jrockit."
  };

  /** The JSPs of the application, although their package says Apache. */
  private static final String JSP = "org.apache.jsp.";

  private static final String[] FRAMEWORKS = {
    "akka.",
    "ch.qos.logback.",
    "clojure.",
    "com.clickhouse.",
    "com.fasterxml.",
    "com.google.common.",
    "com.google.inject.",
    "com.ibm.",
    "com.mchange.",
    "com.microsoft.",
    "com.mysql.",
    "com.zaxxer.hikari.",
    "feign.",
    "graphql.",
    "groovy.",
    "io.grpc.",
    "io.lettuce.",
    "io.micrometer.",
    "io.micronaut.",
    "io.netty.",
    "io.opentelemetry.",
    "io.quarkus.",
    "io.reactivex.",
    "io.sentry.",
    "io.undertow.",
    "io.vertx.",
    "jakarta.",
    "kotlin.",
    "kotlinx.",
    "liquibase.",
    "okhttp3.",
    "oracle.",
    "org.apache.",
    "org.aspectj.",
    "org.codehaus.groovy.",
    "org.eclipse.",
    "org.flywaydb.",
    "org.glassfish.",
    "org.h2.",
    "org.hibernate.",
    "org.hsqldb.",
    "org.jboss.",
    "org.jooq.",
    "org.junit.",
    "org.mariadb.",
    "org.mybatis.",
    "org.postgresql.",
    "org.slf4j.",
    "org.springframework.",
    "org.sqlite.",
    "org.wildfly.",
    "org.xnio.",
    "reactor.",
    "redis.clients.",
    "rx.",
    "scala.",
    "weblogic."
  };

  private final String[] own;

  /**
   * @param appPackages prefixes of the application's packages; empty: all that is no known
   *     framework is the application's
   */
  public InApp(List<String> appPackages) {
    own = appPackages.toArray(new String[0]);
  }

  /** Whether a class is the application's own, by its binary name. */
  public boolean isApp(String type) {
    if (own.length > 0) return startsWithAny(type, own);
    if (type.startsWith(JSP)) return true;
    return !isJdk(type) && !startsWithAny(type, FRAMEWORKS);
  }

  /** Whether the frame is the application's own code, and no proxy or accessor in its name. */
  public boolean isOwn(StackTraceElement frame) {
    return isApp(frame.getClassName()) && !FrameNames.isPlumbing(frame);
  }

  /** Whether it is of a library that is known. */
  static boolean isLibrary(String type) {
    return startsWithAny(type, FRAMEWORKS) && !type.startsWith(JSP);
  }

  /** Whether a class is the JDK's, by its binary name; all of {@code javax} is taken for it. */
  public static boolean isJdk(String type) {
    return startsWithAny(type, JDK);
  }

  private static boolean startsWithAny(String type, String[] prefixes) {
    for (String prefix : prefixes) {
      if (type.startsWith(prefix)) return true;
    }
    return false;
  }
}
