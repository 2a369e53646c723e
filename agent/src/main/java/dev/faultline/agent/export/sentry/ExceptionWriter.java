// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Frame;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Relation;
import dev.faultline.bootstrap.fault.State;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes the throwables of a fault, the root cause first and the outermost one last, which is the
 * one that Sentry takes the title from.
 */
final class ExceptionWriter {
  private final JsonGenerator json;
  private final int maxFrames;

  /**
   * @param maxFrames of one throwable, those nearest to where it was thrown
   */
  ExceptionWriter(JsonGenerator json, int maxFrames) {
    this.json = json;
    this.maxFrames = maxFrames;
  }

  /**
   * @param exceptions the outermost first; empty when nothing is known but the fault's own type
   */
  void write(Fault fault, List<ExceptionInfo> exceptions) throws IOException {
    json.writeObjectFieldStart("exception");
    json.writeArrayFieldStart("values");
    if (exceptions.isEmpty()) {
      begin(fault, fault.type, fault.message);
      mechanism(fault, null, 0);
      json.writeEndObject();
    }
    List<List<Frame>> stacks = stacks(exceptions);
    for (int i = exceptions.size() - 1; i >= 0; i--) {
      ExceptionInfo each = exceptions.get(i);
      begin(fault, each.type, each.message);
      mechanism(fault, each, i);
      frames(stacks.get(i));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void begin(Fault fault, String name, @Nullable String message) throws IOException {
    int dot = name.lastIndexOf('.');
    json.writeStartObject();
    json.writeStringField("type", Words.cut(name.substring(dot + 1), Words.MAX_NAME));
    if (dot > 0) json.writeStringField("module", Words.cut(name.substring(0, dot), Words.MAX_NAME));
    if (message != null) json.writeStringField("value", Words.cut(message, Words.MAX_MESSAGE));
    if (fault.threadId > 0) json.writeNumberField("thread_id", fault.threadId);
  }

  private void mechanism(Fault fault, @Nullable ExceptionInfo exception, int id)
      throws IOException {
    json.writeObjectFieldStart("mechanism");
    json.writeStringField("type", type(fault, exception));
    if (fault.state != null) json.writeBooleanField("handled", isHandled(fault.state));
    json.writeNumberField("exception_id", id);
    if (exception != null && exception.parent >= 0) {
      json.writeNumberField("parent_id", exception.parent);
    }
    if (exception != null && exception.framesOmitted > 0) {
      json.writeObjectFieldStart("data");
      json.writeNumberField("frames_omitted", exception.framesOmitted);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** Of the outermost one, the layer it was seen in last: that is where it got out. */
  private static String type(Fault fault, @Nullable ExceptionInfo exception) {
    if (exception == null || exception.relation == Relation.TOP) {
      return fault.layers.get(fault.layers.size() - 1).name().toLowerCase(Locale.ROOT);
    }
    return exception.relation == Relation.SUPPRESSED ? "suppressed" : "chained";
  }

  static boolean isHandled(State state) {
    return state == State.HANDLED || state == State.LOGGED || state == State.OBSERVED;
  }

  /** Sentry wants each stack whole: with the end that it has in common with another. */
  private static List<List<Frame>> stacks(List<ExceptionInfo> exceptions) {
    List<List<Frame>> stacks = new ArrayList<>(exceptions.size());
    for (ExceptionInfo each : exceptions) {
      if (each.framesInCommon == 0 || each.parent < 0) {
        stacks.add(each.frames);
        continue;
      }
      List<Frame> outer = stacks.get(each.parent);
      List<Frame> whole = new ArrayList<>(each.frames);
      // where the middle of the outer one is left out, what is in common may reach into it
      int common = Math.min(each.framesInCommon, outer.size());
      whole.addAll(outer.subList(outer.size() - common, outer.size()));
      stacks.add(whole);
    }
    return stacks;
  }

  /** The caller first. A list without frames is none for Sentry. */
  private void frames(List<Frame> frames) throws IOException {
    if (frames.isEmpty()) return;
    json.writeObjectFieldStart("stacktrace");
    json.writeArrayFieldStart("frames");
    for (int i = Math.min(maxFrames, frames.size()) - 1; i >= 0; i--) frame(frames.get(i));
    json.writeEndArray();
    json.writeEndObject();
  }

  private void frame(Frame frame) throws IOException {
    json.writeStartObject();
    json.writeStringField("module", Words.cut(frame.type, Words.MAX_NAME));
    json.writeStringField("function", Words.cut(frame.method, Words.MAX_NAME));
    if (frame.file != null)
      json.writeStringField("filename", Words.cut(frame.file, Words.MAX_NAME));
    if (frame.line >= 0) json.writeNumberField("lineno", frame.line);
    json.writeBooleanField("in_app", frame.inApp);
    json.writeEndObject();
  }
}
