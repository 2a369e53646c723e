// SPDX-License-Identifier: Apache-2.0
package dev.faultline.servletapp.undertow;

import dev.faultline.servletapp.Application;
import dev.faultline.servletapp.Server;
import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ListenerInfo;
import java.net.InetSocketAddress;
import java.util.EventListener;
import org.jspecify.annotations.Nullable;

/** The same for both APIs. */
final class UndertowServer implements Server {
  private @Nullable DeploymentManager manager;
  private @Nullable Undertow undertow;

  @Override
  public int start(Application application) throws Exception {
    Class<? extends EventListener> listener =
        application.deployment.asSubclass(EventListener.class);
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(UndertowServer.class.getClassLoader())
            .setContextPath("/app")
            .setDeploymentName("app")
            .addListener(new ListenerInfo(listener));
    application.pagesByType.forEach(
        (type, path) -> deployment.addErrorPage(Servlets.errorPage(path, type)));
    application.pagesByStatus.forEach(
        (status, path) -> deployment.addErrorPage(Servlets.errorPage(path, status)));
    DeploymentManager manager = Servlets.newContainer().addDeployment(deployment);
    manager.deploy();
    this.manager = manager;
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(0, "localhost")
            .setHandler(Handlers.path().addPrefixPath("/app", manager.start()))
            .build();
    undertow.start();
    this.undertow = undertow;
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void stop() throws Exception {
    if (undertow != null) undertow.stop();
    if (manager == null) return;
    manager.stop();
    manager.undeploy();
  }
}
