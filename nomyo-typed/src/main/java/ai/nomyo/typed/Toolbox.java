// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import ai.nomyo.chat.ToolChoice;
import ai.nomyo.chat.ToolDefinition;
import ai.nomyo.error.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tools with names of their own, in order. Immutable. */
public final class Toolbox {

  private final Map<String, Tool> tools;

  private Toolbox(Map<String, Tool> tools) {
    this.tools = tools;
  }

  /**
   * These tools.
   *
   * @throws InvalidInputException if there is none, or two have one name
   */
  public static Toolbox of(Tool... tools) {
    return of(List.of(tools));
  }

  /** As {@link #of(Tool...)}; one alone would be taken for an object with methods. */
  public static Toolbox of(Tool tool) {
    return of(List.of(tool));
  }

  /** As {@link #of(Tool...)}. */
  public static Toolbox of(List<Tool> tools) {
    if (tools.isEmpty()) {
      throw new InvalidInputException("tools", "none", "one or more");
    }
    Map<String, Tool> byName = new LinkedHashMap<>();
    for (Tool tool : tools) {
      if (byName.put(tool.name(), tool) != null) {
        throw new InvalidInputException(
            "tools", "two of the name " + tool.name(), "a name of its own for each");
      }
    }
    return new Toolbox(byName);
  }

  /**
   * The methods of an object, and of the classes it extends, that have {@link ToolMethod}; by name.
   *
   * @param object called on the thread of the run
   * @throws InvalidInputException if there is no such method, two have one name, one cannot be
   *     called from here, the name of a parameter was not kept, or the type of one has no schema
   */
  public static Toolbox of(Object object) {
    return of(MethodTools.of(object));
  }

  /** The tool of that name. */
  Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /** Those that a choice leaves; a model may call others for all that it was told. */
  Toolbox allowedBy(ToolChoice choice) {
    if (choice.mode().filter("none"::equals).isPresent()) {
      return new Toolbox(Map.of());
    }
    Map<String, Tool> allowed = new LinkedHashMap<>(tools);
    if (!choice.tools().isEmpty()) {
      allowed
          .keySet()
          .retainAll(choice.tools().stream().flatMap(each -> each.name().stream()).toList());
    }
    return new Toolbox(allowed);
  }

  /** All of them, in order. */
  public List<Tool> tools() {
    return List.copyOf(tools.values());
  }

  /** What the model is told of them. */
  public List<ToolDefinition> definitions() {
    return tools().stream().map(Tool::definition).toList();
  }

  /** Shows the names. */
  @Override
  public String toString() {
    return "Toolbox" + tools.keySet();
  }
}
