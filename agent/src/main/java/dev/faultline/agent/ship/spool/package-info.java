@org.jspecify.annotations.NullMarked
package dev.faultline.agent.ship.spool;
