// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@link ParameterizedTest} once on each JDK of {@link Jdks} within the range; the test
 * method has one parameter, a {@link Jdk}. When none is within the range, the test is reported as
 * skipped.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(JdkArguments.class)
public @interface JdkSource {
  /** Lowest major version. */
  int min() default 8;

  /** Highest major version. */
  int max() default Integer.MAX_VALUE;

  /** Major versions within the range that are left out, to save time. */
  int[] without() default {};

  /** Only the lowest and the highest of the range: for what costs much and varies little. */
  boolean ends() default false;
}
