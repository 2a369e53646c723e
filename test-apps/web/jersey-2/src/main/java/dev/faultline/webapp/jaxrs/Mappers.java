// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.jaxrs;

import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;

/** What is thrown, and who answers it. */
public final class Mappers {
  private Mappers() {}

  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }
  }

  static final class NoSuchOrder extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoSuchOrder(String message) {
      super(message);
    }
  }

  static final class ForABrokenMapper extends RuntimeException {
    private static final long serialVersionUID = 1;

    ForABrokenMapper(String message) {
      super(message);
    }
  }

  /** Answers with an error of the server's. */
  public static class Failed implements ExceptionMapper<Failure> {
    @Override
    public Response toResponse(Failure failure) {
      return Response.status(500).entity("failed: " + failure.getMessage()).build();
    }
  }

  /** Answers with an error of the client's. */
  public static class Missing implements ExceptionMapper<NoSuchOrder> {
    @Override
    public Response toResponse(NoSuchOrder failure) {
      return Response.status(404).entity("missing: " + failure.getMessage()).build();
    }
  }

  /** Throws itself. */
  public static class Broken implements ExceptionMapper<ForABrokenMapper> {
    @Override
    public Response toResponse(ForABrokenMapper failure) {
      throw new IllegalArgumentException("of the mapper");
    }
  }
}
