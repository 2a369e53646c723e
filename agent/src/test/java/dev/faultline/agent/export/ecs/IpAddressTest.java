// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.7", "0.0.0.0", "255.255.255.255", "::1", "2001:db8::1", "::ffff:1.2.3.4"})
  void is_trueForAddresses(String text) {
    assertThat(IpAddress.is(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "localhost",
        "192.0.2",
        "192.0.2.256",
        "192.0.2.07",
        "192.0.2.7:80",
        "fe80::1%eth0",
        "[::1]",
        "12:30",
        ":::",
        "dead:beef",
        "1:2:3:4:5:6:7:8:9"
      })
  void is_falseForAllElse(String text) {
    assertThat(IpAddress.is(text)).isFalse();
  }
}
