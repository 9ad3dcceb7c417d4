// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types that have a schema of their own, and a mark on those that have none, which {@link
 * StrictSchema} finds: only there the path is known.
 */
final class KnownTypes implements CustomDefinitionProviderV2 {

  /** A keyword that no schema has. */
  static final String UNKNOWN = "unknown-type";

  private final JsonMapper mapper;
  private final Leaves leaves;

  /**
   * @param mapper knows what enum constants are called
   */
  KnownTypes(JsonMapper mapper, Leaves leaves) {
    this.mapper = mapper;
    this.leaves = leaves;
  }

  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    Optional<Map<String, String>> leaf = leaves.schemaOf(erased);
    if (leaf.isPresent()) {
      return inline(leafNode(leaf.get()));
    }
    if (erased.isEnum()) {
      return inline(enumNode(type));
    }
    if (hasEnumKeys(type)) {
      return inline(fixedMembers(type, context));
    }
    return isContainer(erased) || isBean(erased) ? null : inline(unknown(type));
  }

  private static CustomDefinition inline(ObjectNode node) {
    return new CustomDefinition(
        node, CustomDefinition.INLINE_DEFINITION, CustomDefinition.INCLUDING_ATTRIBUTES);
  }

  private ObjectNode leafNode(Map<String, String> keywords) {
    ObjectNode node = mapper.createObjectNode();
    keywords.forEach(node::put);
    return node;
  }

  /** As the mapper writes and reads them, so that its annotations count. */
  private List<JsonNode> constants(Class<?> type) {
    return Stream.of(type.getEnumConstants()).<JsonNode>map(mapper::valueToTree).toList();
  }

  private ObjectNode enumNode(ResolvedType type) {
    List<JsonNode> constants = constants(type.getErasedType());
    ObjectNode node = mapper.createObjectNode().put("type", "string");
    node.putArray("enum").addAll(constants);
    return constants.stream().allMatch(JsonNode::isString) ? node : unknown(type);
  }

  private static boolean hasEnumKeys(ResolvedType type) {
    return type.getErasedType() == Map.class
        && !type.getTypeParameters().isEmpty()
        && type.getTypeParameters().get(0).getErasedType().isEnum();
  }

  private ObjectNode fixedMembers(ResolvedType map, SchemaGenerationContext context) {
    ObjectNode node = mapper.createObjectNode().put("type", "object");
    ObjectNode properties = node.putObject("properties");
    for (JsonNode name : constants(map.getTypeParameters().get(0).getErasedType())) {
      properties.set(
          name.asString(), context.createDefinitionReference(map.getTypeParameters().get(1)));
    }
    return node;
  }

  /** Arrays of bytes and characters are written as strings, which nobody expects of a model. */
  private static boolean isContainer(Class<?> type) {
    return Set.of(List.class, Set.class, Collection.class, Optional.class).contains(type)
        || type.isArray() && type != byte[].class && type != char[].class;
  }

  /** A record, or a class whose fields can all be filled. */
  private static boolean isBean(Class<?> type) {
    return type.isRecord()
        || !Modifier.isAbstract(type.getModifiers())
            && !type.getName().startsWith("java.")
            && !type.getName().startsWith("javax.")
            && Stream.of(type.getDeclaredConstructors()).anyMatch(c -> c.getParameterCount() == 0)
            && fields(type).noneMatch(field -> Modifier.isFinal(field.getModifiers()));
  }

  private static Stream<Field> fields(Class<?> type) {
    return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
        .flatMap(each -> Stream.of(each.getDeclaredFields()))
        .filter(field -> !Modifier.isStatic(field.getModifiers()));
  }

  private ObjectNode unknown(ResolvedType type) {
    return mapper.createObjectNode().put(UNKNOWN, type.getBriefDescription());
  }
}
