// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import net.bytebuddy.description.type.TypeDescription;
import org.objectweb.asm.Type;

/**
 * A type of which only the name is known. It is read from its class file if somebody asks for more,
 * such as whether it is a subtype of another: hardly any advice does.
 */
class NamedType extends TypeDescription.AbstractBase.OfSimpleType.WithDelegation {
  private final String name;
  private final TypeFiles files;

  /** Takes a name with dots. */
  NamedType(String name, TypeFiles files) {
    this.name = name;
    this.files = files;
  }

  /** The type of a descriptor: primitive, an array, or a class by its name. */
  static TypeDescription of(Type type, TypeFiles files) {
    switch (type.getSort()) {
      case Type.VOID:
        return ForLoadedType.of(void.class);
      case Type.BOOLEAN:
        return ForLoadedType.of(boolean.class);
      case Type.CHAR:
        return ForLoadedType.of(char.class);
      case Type.BYTE:
        return ForLoadedType.of(byte.class);
      case Type.SHORT:
        return ForLoadedType.of(short.class);
      case Type.INT:
        return ForLoadedType.of(int.class);
      case Type.FLOAT:
        return ForLoadedType.of(float.class);
      case Type.LONG:
        return ForLoadedType.of(long.class);
      case Type.DOUBLE:
        return ForLoadedType.of(double.class);
      case Type.ARRAY:
        return ArrayProjection.of(of(type.getElementType(), files), type.getDimensions());
      default:
        return new NamedType(type.getClassName(), files);
    }
  }

  TypeFiles files() {
    return files;
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  protected TypeDescription delegate() {
    return files.pool().describe(name).resolve();
  }
}
