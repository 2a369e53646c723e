// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/**
 * Says which types a {@link Weaving} is for: one JDK class by its exact name, or every subtype of a
 * root.
 */
public final class TypeRule {
  /** Binary name with dots. */
  public final String typeName;

  /**
   * Whether the rule is for subtypes of the type (and the type itself) rather than for it alone.
   */
  public final boolean subtypes;

  /** Named, not instantiated, so that Byte Buddy stays unloaded until a type is hit. */
  public final Class<? extends Weaving> weaving;

  private TypeRule(String typeName, boolean subtypes, Class<? extends Weaving> weaving) {
    this.typeName = typeName;
    this.subtypes = subtypes;
    this.weaving = weaving;
  }

  /** For the class of this name only. The one way to weave a class of the JDK. */
  public static TypeRule exactly(String typeName, Class<? extends Weaving> weaving) {
    return new TypeRule(typeName, false, weaving);
  }

  /** For every class, outside the JDK, that extends or implements the named type. */
  public static TypeRule subtypesOf(String typeName, Class<? extends Weaving> weaving) {
    return new TypeRule(typeName, true, weaving);
  }
}
