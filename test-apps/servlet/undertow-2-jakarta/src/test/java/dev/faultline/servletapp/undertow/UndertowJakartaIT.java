// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.scenarios.ServletScenarios;

class UndertowJakartaIT extends ServletScenarios {
  UndertowJakartaIT() {
    super(UndertowMain.class, 11);
  }
}
