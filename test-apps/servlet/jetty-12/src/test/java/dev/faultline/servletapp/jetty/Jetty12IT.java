// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.jetty;

import dev.faultline.scenarios.ServletScenarios;

class Jetty12IT extends ServletScenarios {
  Jetty12IT() {
    super(JettyMain.class, 17);
  }
}
