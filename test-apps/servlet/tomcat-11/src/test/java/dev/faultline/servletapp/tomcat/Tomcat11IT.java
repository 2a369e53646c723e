// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.tomcat;

import dev.faultline.scenarios.ServletScenarios;

class Tomcat11IT extends ServletScenarios {
  Tomcat11IT() {
    super(TomcatMain.class, 17);
  }
}
