// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Which methods of a type are woven: by name, descriptor and access, which are there as they are.
 * Byte Buddy's own matchers know more, and have to be loaded with what they ask.
 */
public abstract class Methods implements ElementMatcher<MethodDescription> {
  Methods() {}

  /** Whether both say so. */
  public final Methods and(Methods other) {
    Methods one = this;
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return one.matches(method) && other.matches(method);
      }
    };
  }

  /** Whether one of them says so. */
  public final Methods or(Methods other) {
    Methods one = this;
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return one.matches(method) || other.matches(method);
      }
    };
  }

  /** Whether the other does not say so. */
  public static Methods not(Methods other) {
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return !other.matches(method);
      }
    };
  }

  public static Methods named(String name) {
    return namedOneOf(name);
  }

  public static Methods namedOneOf(String... names) {
    Set<String> all = new HashSet<>(Arrays.asList(names));
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return all.contains(method.getInternalName());
      }
    };
  }

  public static Methods nameStartsWith(String prefix) {
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return method.getInternalName().startsWith(prefix);
      }
    };
  }

  public static Methods isConstructor() {
    return named(MethodDescription.CONSTRUCTOR_INTERNAL_NAME);
  }

  public static Methods isPublic() {
    return hasAccess(Opcodes.ACC_PUBLIC);
  }

  public static Methods isFinal() {
    return hasAccess(Opcodes.ACC_FINAL);
  }

  public static Methods isPrivate() {
    return hasAccess(Opcodes.ACC_PRIVATE);
  }

  public static Methods isStatic() {
    return hasAccess(Opcodes.ACC_STATIC);
  }

  public static Methods isSynthetic() {
    return hasAccess(Opcodes.ACC_SYNTHETIC);
  }

  private static Methods hasAccess(int flag) {
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return (method.getModifiers() & flag) != 0;
      }
    };
  }

  public static Methods takesArguments(int count) {
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return Type.getArgumentTypes(method.getDescriptor()).length == count;
      }
    };
  }

  /** Exactly these. */
  public static Methods takesArguments(Class<?>... types) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Class<?> each : types) descriptor.append(Type.getDescriptor(each));
    String start = descriptor.append(')').toString();
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return method.getDescriptor().startsWith(start);
      }
    };
  }

  public static Methods takesArgument(int index, Class<?> type) {
    return takesArgument(index, type.getName());
  }

  /**
   * @param typeNames with dots; one of them
   */
  public static Methods takesArgument(int index, String... typeNames) {
    Set<String> all = new HashSet<>(Arrays.asList(typeNames));
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        Type[] arguments = Type.getArgumentTypes(method.getDescriptor());
        return index < arguments.length && all.contains(arguments[index].getClassName());
      }
    };
  }

  public static Methods returns(Class<?> type) {
    String end = ")" + Type.getDescriptor(type);
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return method.getDescriptor().endsWith(end);
      }
    };
  }

  /**
   * @param typeNames with dots; one of them declares it
   */
  public static Methods declaredBy(String... typeNames) {
    Set<String> all = new HashSet<>(Arrays.asList(typeNames));
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        return all.contains(method.getDeclaringType().asErasure().getName());
      }
    };
  }

  /** Of a type that declares such a field itself. */
  public static Methods besideField(String name) {
    return new Methods() {
      @Override
      public boolean matches(MethodDescription method) {
        for (FieldDescription each : method.getDeclaringType().getDeclaredFields()) {
          if (each.getName().equals(name)) return true;
        }
        return false;
      }
    };
  }
}
