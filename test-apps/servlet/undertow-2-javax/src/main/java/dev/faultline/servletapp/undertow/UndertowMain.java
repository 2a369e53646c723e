// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.servletapp.Deployment;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import java.net.InetSocketAddress;

/** Serves the application until it is stopped; says on stdout where. The same for both APIs. */
public final class UndertowMain {
  private UndertowMain() {}

  public static void main(String[] args) throws Exception {
    DeploymentInfo application =
        Servlets.deployment()
            .setClassLoader(UndertowMain.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .addListener(Servlets.listener(Deployment.class))
            .addErrorPage(Servlets.errorPage("/error-page", UnsupportedOperationException.class));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(application);
    manager.deploy();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "localhost")
            .setHandler(Handlers.path().addPrefixPath("/app", manager.start()))
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("port " + address.getPort());
  }
}
