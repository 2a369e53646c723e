// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
  public final @Nullable Class<? extends Weaving> weaving;

  /** In place of a weaving: for a class of the JDK that every application loads; else null. */
  public final @Nullable Class<? extends Rewriting> rewriting;

  /**
   * Names of methods that the weaving may match; a class that declares none of them is not looked
   * at. Empty if it does not say.
   */
  public final List<String> methods;

  /** Whether these are all that the weaving may match. */
  public final boolean namesAll;

  private TypeRule(
      String typeName,
      boolean subtypes,
      @Nullable Class<? extends Weaving> weaving,
      @Nullable Class<? extends Rewriting> rewriting,
      List<String> methods,
      boolean namesAll) {
    this.typeName = typeName;
    this.subtypes = subtypes;
    this.weaving = weaving;
    this.rewriting = rewriting;
    this.methods = methods;
    this.namesAll = namesAll;
  }

  /** For the class of this name only. The one way to weave a class of the JDK. */
  public static TypeRule exactly(String typeName, Class<? extends Weaving> weaving) {
    return new TypeRule(typeName, false, weaving, null, Collections.<String>emptyList(), true);
  }

  /**
   * For the class of this name only, without Byte Buddy. No other rule may be for that class: see
   * the RATIONALE.
   */
  public static TypeRule byHand(String typeName, Class<? extends Rewriting> rewriting) {
    return new TypeRule(typeName, false, null, rewriting, Collections.<String>emptyList(), true);
  }

  /**
   * For every class, outside the JDK, that extends or implements the named type. Names the methods
   * that the weaving matches, all of them: a class that declares none is not looked at further,
   * which saves reading its super types. One rule without names makes every class dear.
   */
  public static TypeRule subtypesOf(
      String typeName, Class<? extends Weaving> weaving, String... methods) {
    return new TypeRule(typeName, true, weaving, null, list(methods), true);
  }

  /**
   * The same, for a weaving that matches many methods: only classes are looked at that declare one
   * of those named. A name that classes of all kinds declare ({@code next}, {@code start}) makes
   * each of them dear; one that hardly any other class has finds the same types.
   */
  public static TypeRule subtypesDeclaring(
      String typeName, Class<? extends Weaving> weaving, String... methods) {
    return new TypeRule(typeName, true, weaving, null, list(methods), false);
  }

  private static List<String> list(String[] methods) {
    return Collections.unmodifiableList(Arrays.asList(methods.clone()));
  }
}
