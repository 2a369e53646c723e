// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.jaxrs;

import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.WebApplicationException;
import javax.ws.rs.core.Response;

/** Throws. */
@Path("/")
@Produces("text/plain")
public class Orders {
  @GET
  @Path("ok")
  public String ok() {
    return "ok";
  }

  @GET
  @Path("mapped")
  public String mapped() {
    throw new Mappers.Failure("mapped");
  }

  @GET
  @Path("mapped-404")
  public String mapped404() {
    throw new Mappers.NoSuchOrder("mapped-404");
  }

  @GET
  @Path("status-404")
  public String status404() {
    throw new WebApplicationException("status-404", 404);
  }

  @GET
  @Path("answer")
  public String answer() {
    throw new WebApplicationException(Response.status(503).entity("later").build());
  }

  @GET
  @Path("mapper-throws")
  public String mapperThrows() {
    throw new Mappers.ForABrokenMapper("mapper-throws");
  }

  @GET
  @Path("unmapped")
  public String unmapped() {
    throw new IllegalStateException("unmapped");
  }
}
