// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.ClassPath;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;

class LibrariesIT {
  @ParameterizedTest
  @JdkSource
  void application_keepsItsOwnVersionsOfWhatTheAgentBrings(Jdk jdk) {
    Run without = ownLibraries(jdk).withoutAgent().run();
    Run with = ownLibraries(jdk).run();

    assertThat(with.out()).isEqualTo(without.out()).contains("2.9.10", "generated", "written");
    assertThat(with.out()).contains("jackson-core-2.9.10.jar", "byte-buddy-1.10.22.jar");
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void application_seesNothingThatTheAgentBrings(Jdk jdk) {
    Run without = visible(jdk).withoutAgent().run();
    Run with = visible(jdk).run();

    assertThat(with.out()).isEqualTo(without.out()).doesNotContain("true");
  }

  private static App ownLibraries(Jdk jdk) {
    App app = App.of(OwnLibraries.class).on(jdk);
    return app.expectErr("\\[main\\] WARN shop - the application's own log line")
        .expectErr("WARNING: .*([Uu]nsafe|net\\.bytebuddy|terminally deprecated|illegal).*");
  }

  private static App visible(Jdk jdk) {
    return App.of(Visible.class).on(jdk).classPath(List.of(ClassPath.target().resolve("classes")));
  }
}
