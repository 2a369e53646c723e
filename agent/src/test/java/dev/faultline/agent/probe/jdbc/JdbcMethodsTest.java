// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;

import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;
import org.junit.jupiter.api.Test;

class JdbcMethodsTest {
  private static final String HIKARI = "com.zaxxer.hikari.pool.ProxyConnection";

  @Test
  void named_leavesAloneWhatHikariCpOverrides() {
    assertThat(isWoven(HIKARI, ACC_PUBLIC)).isFalse();
    assertThat(isWoven(HIKARI, ACC_PUBLIC | ACC_FINAL)).isTrue();
  }

  @Test
  void named_takesThoseOfOtherPools() {
    assertThat(isWoven("com.acme.pool.ProxyConnection", ACC_PUBLIC)).isTrue();
    assertThat(isWoven("com.zaxxer.hikari.pool.HikariProxyConnection", ACC_PUBLIC)).isTrue();
  }

  @Test
  void named_takesWhatIsPublic() {
    assertThat(isWoven("com.acme.pool.ProxyConnection", 0)).isFalse();
  }

  private static boolean isWoven(String type, int access) {
    MethodDescription commit =
        new ByteBuddy()
            .subclass(Object.class)
            .name(type)
            .defineMethod("commit", void.class, access)
            .intercept(StubMethod.INSTANCE)
            .make()
            .getTypeDescription()
            .getDeclaredMethods()
            .filter(ElementMatchers.named("commit"))
            .getOnly();
    return JdbcMethods.named("commit", "rollback").matches(commit);
  }
}
