// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.scenarios.ServletScenarios;

class UndertowJavaxIT extends ServletScenarios {
  UndertowJavaxIT() {
    super(UndertowMain.class, 8);
  }
}
