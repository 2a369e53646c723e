// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.fault;

import dev.faultline.agent.console.record.FaultRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is there of a group of faults. */
public final class FaultWhole {
  public final FaultHead head;

  /** The newest first; the first of all is the last. */
  public final List<FaultRecord> examples;

  /** Other groups that may have the same cause, the most alike first. */
  public final List<SimilarFault> similar;

  /** Where it was seen, the latest first. */
  public final List<FaultOrigin> origins;

  private FaultWhole(FaultQuestions questions, FaultHead head) throws SQLException, IOException {
    this.head = head;
    examples = questions.examples(head);
    similar = questions.similar(head);
    origins = questions.origins(head);
  }

  /** Null when there is none. */
  public static @Nullable FaultWhole of(FaultQuestions questions, String fingerprint)
      throws SQLException, IOException {
    FaultHead head = questions.head(fingerprint);
    return head == null ? null : new FaultWhole(questions, head);
  }
}
