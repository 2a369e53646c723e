// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdksTest {
  @ParameterizedTest
  @CsvSource({"1.8.0_472,8", "11.0.29,11", "17,17", "25.0.3,25", "26-ea,26"})
  void major_isReadFromTheVersion(String version, int major) {
    assertThat(Jdk.major(version)).isEqualTo(major);
  }

  @Test
  void at_findsTheRunningOne() {
    Jdk current = Jdk.current();
    assertThat(Jdk.at(current.home()).major()).isEqualTo(current.major());
  }

  @Test
  void parse_takesHomesSeparatedByEither() {
    String home = Jdk.current().home().toString();
    assertThat(Jdks.parse(home + "," + home + java.io.File.pathSeparator + home)).hasSize(3);
  }

  @Test
  void parse_namesTheFolderThatHoldsNone() {
    assertThatThrownBy(() -> Jdks.parse("/no/such/home")).hasMessageContaining("/no/such/home");
  }

  @Test
  void all_isNeverEmpty() {
    assertThat(Jdks.all()).isNotEmpty();
  }

  @Test
  void select_takesTheRangeOrItsEnds() {
    List<Jdk> all = List.of(jdk(8), jdk(11), jdk(17), jdk(25));
    assertThat(JdkArguments.select(all, 11, 17, false)).containsExactly(jdk(11), jdk(17));
    assertThat(JdkArguments.select(all, 8, 99, true)).containsExactly(jdk(8), jdk(25));
    assertThat(JdkArguments.select(all, 26, 99, false)).isEmpty();
  }

  private static Jdk jdk(int major) {
    return new Jdk(Path.of("/jdk" + major), String.valueOf(major), major);
  }
}
