// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/** Which methods of a matched type get which advice. Has a constructor without parameters. */
public interface Weaving {
  /** Called once; what is bound applies to every type that the rule matches. */
  void bind(Advices advices);
}
