// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship.spool;
import dev.faultline.agent.export.Signal;
public final class Spooled { public final Signal signal; public final long records; Spooled(Signal s, long r){signal=s;records=r;} }
