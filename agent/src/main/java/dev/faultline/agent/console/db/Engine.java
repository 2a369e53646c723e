// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.db;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What differs between the databases. */
interface Engine {
  /** A new connection, in no transaction. */
  Connection connect() throws SQLException;

  /**
   * Makes sure that no other console writes here as long as this connection is open.
   *
   * @throws IOException one does; the message says so to a person
   */
  void claim(Connection writer) throws SQLException, IOException;

  /** What is kept takes so many bytes, room that is free for more included. */
  long bytes(Connection connection) throws SQLException;

  /** A short step of making room that was given up usable again; false when there is no more. */
  boolean tidy(Connection connection) throws SQLException;

  /**
   * Null while there is room for more records, and some beside it, which letting go of old ones
   * needs first; else what there is not, for a person.
   */
  @Nullable String noRoom(Connection connection) throws SQLException, IOException;

  /** Nothing will be asked any more. All connections but this are closed. */
  void close(Connection last) throws SQLException;
}
