// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.scenarios.ServletScenarios;

class Tomcat10IT extends ServletScenarios {
  Tomcat10IT() {
    super(TomcatMain.class, 11);
  }
}
