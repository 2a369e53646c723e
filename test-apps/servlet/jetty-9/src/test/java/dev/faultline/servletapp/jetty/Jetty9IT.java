// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.scenarios.ServletScenarios;

class Jetty9IT extends ServletScenarios {
  Jetty9IT() {
    super(JettyMain.class, 8);
  }
}
