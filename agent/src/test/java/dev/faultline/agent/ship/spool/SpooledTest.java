// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.export.Signal;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpooledTest {
  @ParameterizedTest
  @EnumSource(Signal.class)
  void name_saysAllThatIsKnown(Signal signal) {
    Spooled file = new Spooled(1_790_000_000_123L, 17, signal, 12, 5000);
    assertThat(file.name()).isEqualTo("0000001790000000123-000017-" + signal + "-12.flp");
    Spooled read = Spooled.of(file.name(), 5000);
    assertThat(read).isEqualTo(file).hasSameHashCodeAs(file);
    assertThat(read.signal).isEqualTo(signal);
    assertThat(read.records).isEqualTo(12);
    assertThat(read.bytes).isEqualTo(8192);
    assertThat(read.millis).isEqualTo(1_790_000_000_123L);
  }

  @Test
  void name_isTheSameInAnyLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      Spooled file = new Spooled(1, 2, Signal.SPANS, 3, 4);
      assertThat(Spooled.of(file.name(), 4)).isEqualTo(file);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void order_isThatOfAge() {
    Spooled early = new Spooled(1, 2_000_000, Signal.SPANS, 9, 1);
    assertThat(early).isLessThan(new Spooled(2, 0, Signal.FAULTS, 1, 1));
    assertThat(early).isGreaterThan(new Spooled(1, 999_999, Signal.SPANS, 1, 1));
    assertThat(Spooled.of(early.name(), 1)).isEqualTo(early);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "lock",
        "0000001790000000123-000017-FAULTS-12.flp.tmp",
        "0000001790000000123-000017-FAULTS-12.flp.bak",
        "9999999999999999999-000017-FAULTS-12.flp",
        "0000001790000000123-000017-OTHERS-12.flp",
        "0000001790000000123-000017-FAULTS-.flp",
        "1790000000123-17-FAULTS-12.flp"
      })
  void otherNames_areForeign(String name) {
    assertThat(Spooled.of(name, 1)).isNull();
  }

  @Test
  void temporary_isToldByItsName() {
    Spooled file = new Spooled(1, 2, Signal.SPANS, 3, 4);
    assertThat(Spooled.isTemporary(file.temporaryName())).isTrue();
    assertThat(Spooled.isTemporary(file.name())).isFalse();
    assertThat(Spooled.isTemporary("notes.tmp")).isFalse();
    assertThat(Spooled.isTemporary("x")).isFalse();
  }
}
