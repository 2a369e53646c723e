// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.scenarios.ServletScenarios;

class Tomcat9IT extends ServletScenarios {
  Tomcat9IT() {
    super(TomcatMain.class, 8);
  }
}
