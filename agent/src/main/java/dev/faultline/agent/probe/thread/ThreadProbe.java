// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.thread;

import static dev.faultline.agent.weave.TypeRule.byHand;
import static dev.faultline.agent.weave.TypeRule.subtypesOf;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Threads: where they are started, what they run, what ends them. And {@code java.util.Timer}, a
 * thread that runs tasks.
 */
public final class ThreadProbe implements Probe {
  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              byHand("java.lang.Thread", ThreadRewriting.class),
              byHand("java.lang.VirtualThread", ThreadRewriting.class),
              byHand("java.lang.ThreadGroup", GroupRewriting.class),
              byHand("java.util.Timer", TimerRewriting.class),
              byHand("java.util.TimerThread", TimerRewriting.class),
              subtypesOf("java.lang.Thread", OwnRunWeaving.class, "run")));

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.THREAD;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
