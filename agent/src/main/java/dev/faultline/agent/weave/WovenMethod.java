// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * A method of a {@link WovenType}. Most are only asked for their name, so that their types are made
 * when somebody wants them.
 */
final class WovenMethod extends MethodDescription.InDefinedShape.AbstractBase {
  private final int access;
  private final String name;
  private final String descriptor;
  private final String @Nullable [] exceptions;
  private @Nullable WovenType declaring;
  private TypeDescription.@Nullable Generic returned;
  private @Nullable ParameterList<ParameterDescription.InDefinedShape> parameters;

  WovenMethod(int access, String name, String descriptor, String @Nullable [] exceptions) {
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
    this.exceptions = exceptions;
  }

  void declaredBy(WovenType type) {
    declaring = type;
  }

  @Override
  public WovenType getDeclaringType() {
    if (declaring == null) throw new IllegalStateException(name);
    return declaring;
  }

  private TypeFiles files() {
    return getDeclaringType().files();
  }

  @Override
  public String getInternalName() {
    return name;
  }

  @Override
  public String getDescriptor() {
    return descriptor;
  }

  @Override
  public int getModifiers() {
    return access;
  }

  /** Local variables that the arguments take, {@code this} included. */
  @Override
  public int getStackSize() {
    return (Type.getArgumentsAndReturnSizes(descriptor) >> 2) - (isStatic() ? 1 : 0);
  }

  @Override
  public TypeDescription.Generic getReturnType() {
    TypeDescription.Generic known = returned;
    if (known != null) return known;
    known = NamedType.of(Type.getReturnType(descriptor), files()).asGenericType();
    returned = known;
    return known;
  }

  @Override
  public ParameterList<ParameterDescription.InDefinedShape> getParameters() {
    ParameterList<ParameterDescription.InDefinedShape> known = parameters;
    if (known != null) return known;
    List<TypeDescription> types = new ArrayList<>();
    for (Type each : Type.getArgumentTypes(descriptor)) types.add(NamedType.of(each, files()));
    known = new ParameterList.Explicit.ForTypes(this, types);
    parameters = known;
    return known;
  }

  @Override
  public TypeList.Generic getExceptionTypes() {
    List<TypeDescription> types = new ArrayList<>();
    if (exceptions != null) {
      for (String each : exceptions) types.add(new NamedType(each.replace('/', '.'), files()));
    }
    return new TypeList.Generic.Explicit(types);
  }

  @Override
  public TypeList.Generic getTypeVariables() {
    return new TypeList.Generic.Empty();
  }

  /** Not an empty list: a matcher that asks for annotations is to fail, not to match nothing. */
  @Override
  public AnnotationList getDeclaredAnnotations() {
    throw new UnsupportedOperationException("the annotations of a woven class are not read");
  }

  @Override
  public @Nullable AnnotationValue<?, ?> getDefaultValue() {
    return AnnotationValue.UNDEFINED;
  }
}
