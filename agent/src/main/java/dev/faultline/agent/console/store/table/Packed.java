// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Bytes of one record: a byte for the format, then what was written, deflated with a dictionary of
 * the names that most records have; without it, a span would hardly shrink. A format that was
 * published stays readable for ever, its dictionary with it.
 */
public final class Packed {
  /** Of a record before it is deflated. H2 takes a mebibyte. */
  static final int MAX_BYTES = 600_000;

  private static final byte FORMAT = 1;

  private static final byte[] DICTIONARY =
      String.join(
              "\n",
              "log.record.uid faultline.earlier_stacktrace faultline.root_cause.message",
              "faultline.pool.active faultline.pool.max faultline.pool.queued network.protocol",
              "faultline.task.name faultline.sql.kind faultline.sql.transient messaging.system",
              "url.scheme server.port server.address client.address user_agent.original",
              "http.request.header.host http.request.header.accept http.request.body.size",
              "\tat java.base/java.lang.Thread.run(Thread.java:",
              "\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(",
              "ThreadPoolExecutor.java:\tat java.base/jdk.internal.reflect.",
              "\tat org.apache.catalina.core.ApplicationFilterChain.doFilter(",
              "\tat org.springframework.web.servlet.FrameworkServlet.service(",
              "Caused by: java.sql.SQLException: java.lang.IllegalStateException: ",
              "java.lang.NullPointerException\n\t... more\n\tat com.",
              "INSERT INTO ? VALUES (?, ?, ?) SELECT * FROM WHERE id = ? UPDATE SET ORDER BY",
              "faultline.first_seen faultline.last_seen faultline.count faultline.way",
              "faultline.fingerprint faultline.in_app_frames faultline.breadcrumbs",
              "faultline.thrown_at faultline.state escaped handled logged faultline.layers",
              "exception.type exception.message exception.stacktrace error.type thread.id",
              "faultline.fold.count faultline.fold.total_seconds faultline.fold.min_seconds",
              "db.namespace db.operation.name db.collection.name db.response.status_code",
              "http.response.status_code http.request.method GET POST http.route url.path",
              "db.system.name postgresql mysql db.query.summary db.query.text thread.name")
          .getBytes(StandardCharsets.UTF_8);

  /** Writes the record. */
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  private Packed() {}

  static byte[] pack(Content content) {
    ByteArrayOutputStream plain = new ByteArrayOutputStream(1024);
    try {
      content.write(new DataOutputStream(plain));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not in memory
    }
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(plain.toByteArray());
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(512);
      packed.write(FORMAT);
      byte[] buffer = new byte[4096];
      while (!deflater.finished()) packed.write(buffer, 0, deflater.deflate(buffer));
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }

  public static DataInputStream unpack(byte[] packed) throws IOException {
    return unpack(packed, Integer.MAX_VALUE);
  }

  /**
   * @param enough so many bytes; more are not made, or not many
   */
  public static DataInputStream unpack(byte[] packed, int enough) throws IOException {
    if (packed.length == 0 || packed[0] != FORMAT) {
      throw new IOException("a record in a format of another version");
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setDictionary(DICTIONARY);
      inflater.setInput(packed, 1, packed.length - 1);
      ByteArrayOutputStream plain = new ByteArrayOutputStream(packed.length * 4);
      byte[] buffer = new byte[4096];
      while (!inflater.finished() && plain.size() < enough) {
        int count = inflater.inflate(buffer);
        if (count == 0 && inflater.needsInput()) throw new EOFException("a record is cut off");
        plain.write(buffer, 0, count);
      }
      return new DataInputStream(new ByteArrayInputStream(plain.toByteArray()));
    } catch (DataFormatException e) {
      throw new IOException("a record is damaged", e);
    } finally {
      inflater.end();
    }
  }
}
