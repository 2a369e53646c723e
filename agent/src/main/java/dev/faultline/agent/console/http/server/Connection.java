// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Request;
import dev.faultline.agent.console.otlp.BoundedInput;
import dev.faultline.agent.console.otlp.Budget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A connection, and where it is. Touched by the server's one thread only; while it is being
 * answered, the request, its body and the lease belong to the thread that answers.
 */
final class Connection {
  /** Where it is, and how long it may be there. */
  private enum Place {
    NEW(15_000),
    HEAD(10_000),
    BODY(60_000),
    ANSWERING(Long.MAX_VALUE / 2),

    /** Without any of the answer being taken. */
    WRITING(20_000),

    /** Between requests. */
    IDLE(75_000),

    /** Read out before it is closed: who is still sending would not see the answer otherwise. */
    LEAVING(3_000);

    final long millis;

    Place(long millis) {
      this.millis = millis;
    }
  }

  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final HttpServer server;
  private final String address;

  private Place place = Place.NEW;
  private long untilMillis;
  private volatile boolean givenUp;
  private boolean keepsAlive;
  private Budget.@Nullable Lease lease;
  private @Nullable Head head;
  private @Nullable Request request;
  private @Nullable Body body;
  private @Nullable Output output;

  Connection(SocketChannel channel, SelectionKey key, HttpServer server) {
    this.channel = channel;
    this.key = key;
    this.server = server;
    address = channel.socket().getInetAddress().getHostAddress();
    go(Place.NEW);
  }

  private void go(Place next) {
    place = next;
    untilMillis = server.nowMillis() + next.millis;
    server.moved(this, next != Place.ANSWERING);
  }

  boolean isOverdue(long nowMillis) {
    return givenUp || nowMillis > untilMillis;
  }

  /** No answer comes any more. Of the thread that was to answer. */
  void giveUp() {
    givenUp = true;
  }

  /** Whether memory would come back if it were closed. */
  boolean holdsMemory() {
    return lease != null;
  }

  /** Has something to read, or room to write. */
  void ready(ByteBuffer buffer) {
    try {
      if (key.isWritable()) {
        write();
        return;
      }
      buffer.clear();
      int count = channel.read(buffer);
      if (count < 0) {
        close();
      } else if (place != Place.LEAVING) {
        buffer.flip();
        take(buffer);
      }
    } catch (IOException | RuntimeException | OutOfMemoryError | StackOverflowError e) {
      close(); // the other end has gone, or asks for what we cannot do; the others go on
    }
  }

  private void take(ByteBuffer in) throws IOException {
    while (true) {
      try {
        read(in);
        return;
      } catch (Budget.Exhausted e) {
        // who is long in coming makes room for who is there
        if (server.closeOldest(true, this)) continue;
        refuse(request == null ? Answer.busy() : server.service().busy(request));
        return;
      } catch (BoundedInput.TooLarge e) {
        refuse(request == null ? Answer.busy() : server.service().tooLarge(request));
        return;
      } catch (BadRequest e) {
        refuse(Answer.message(e.status, String.valueOf(e.getMessage())));
        return;
      }
    }
  }

  private void read(ByteBuffer in) throws IOException, BadRequest {
    Budget.Lease memory = lease;
    if (memory == null) lease = memory = server.budget().lease();
    if (place == Place.NEW || place == Place.IDLE) {
      head = new Head();
      go(Place.HEAD);
    }
    Head reading = head;
    if (place == Place.HEAD && reading != null) {
      if (!reading.read(in, memory)) return;
      if (!begin(reading)) return;
    }
    Body coming = body;
    if (place != Place.BODY || coming == null || !coming.read(in, memory)) return;
    // Nobody sends the next request before the answer is there, and who does may send it again.
    if (in.hasRemaining()) keepsAlive = false;
    answer(coming, memory);
  }

  /** Whether its body is to be read. */
  private boolean begin(Head whole) throws IOException, BadRequest {
    head = null;
    Request begun = whole.parse(address);
    request = begun;
    keepsAlive = whole.keepsAlive();
    Body coming = whole.body(server.service().maxBody(begun));
    Answer no = server.service().refuse(begun);
    if (no == null && coming.isTooLarge()) no = server.service().tooLarge(begun);
    if (no != null) {
      if (!coming.isEmpty()) keepsAlive = false;
      send(no);
      return false;
    }
    body = coming;
    go(Place.BODY);
    if (whole.expectsContinue() && !coming.isEmpty()) {
      ByteBuffer go = ByteBuffer.wrap(CONTINUE);
      channel.write(go);
      if (go.hasRemaining()) throw new IOException("not even that is taken");
    }
    return true;
  }

  private void answer(Body whole, Budget.Lease memory) throws IOException {
    Request asked = request;
    if (asked == null) throw new IOException("there is no request");
    asked.setBody(whole.bytes(), whole.length(), memory);
    body = null;
    go(Place.ANSWERING);
    key.interestOps(0);
    if (!server.answer(this, asked)) send(server.service().busy(asked));
  }

  /** The answer is there, and whatever memory the request held is given back. */
  void answered(Answer answer) {
    try {
      send(answer);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      close();
    }
  }

  private void refuse(Answer answer) throws IOException {
    keepsAlive = false;
    send(answer);
  }

  private void send(Answer answer) throws IOException {
    giveBack();
    boolean bodiless = request != null && request.method.equals("HEAD");
    output = new Output(answer, bodiless || answer.status == 304, keepsAlive);
    head = null;
    body = null;
    request = null;
    write();
  }

  private void write() throws IOException {
    Output writing = output;
    if (writing == null) return;
    if (writing.write(channel)) {
      output = null;
      giveBack();
      written();
      return;
    }
    if (lease == null) {
      lease = server.budget().lease();
      lease.take(writing.left()); // where there is no memory for it, it is closed
    }
    go(Place.WRITING);
    key.interestOps(SelectionKey.OP_WRITE);
  }

  private void written() throws IOException {
    if (!keepsAlive) channel.shutdownOutput();
    go(keepsAlive ? Place.IDLE : Place.LEAVING);
    key.interestOps(SelectionKey.OP_READ);
  }

  private void giveBack() {
    if (lease != null) lease.close();
    lease = null;
  }

  void close() {
    giveBack();
    server.closed(this);
    key.cancel();
    try {
      channel.close();
    } catch (IOException e) {
      // it is of no use any more, whatever it says
    }
  }
}
