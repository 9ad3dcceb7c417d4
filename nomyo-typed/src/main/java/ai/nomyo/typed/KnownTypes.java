package ai.nomyo.typed;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The types that have a schema of their own, and a mark on those that have none, which {@link
 * StrictSchema} finds: only there the path is known.
 */
final class KnownTypes implements CustomDefinitionProviderV2 {

  /** A keyword that no schema has. */
  static final String UNKNOWN = "unknown-type";

  private static final String DATE = "\\d{4}-\\d{2}-\\d{2}";
  private static final String TIME = "\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?";

  private static final Map<Class<?>, Map<String, String>> LEAVES = new HashMap<>();

  static {
    leaf(Map.of("type", "string"), String.class, URI.class);
    leaf(Map.of("type", "boolean"), boolean.class, Boolean.class);
    leaf(Map.of("type", "integer"), byte.class, Byte.class, short.class, Short.class);
    leaf(Map.of("type", "integer"), int.class, Integer.class, long.class, Long.class);
    leaf(Map.of("type", "integer"), BigInteger.class);
    leaf(Map.of("type", "number"), float.class, Float.class, double.class, Double.class);
    leaf(Map.of("type", "number"), BigDecimal.class);
    leaf(formatted("uuid"), UUID.class);
    leaf(formatted("date"), LocalDate.class);
    leaf(formatted("date-time"), OffsetDateTime.class, ZonedDateTime.class, Instant.class);
    leaf(formatted("duration"), Duration.class);
    leaf(Map.of("type", "string", "pattern", "^" + TIME + "$"), LocalTime.class);
    leaf(Map.of("type", "string", "pattern", "^" + DATE + "T" + TIME + "$"), LocalDateTime.class);
  }

  private final JsonMapper mapper;

  /**
   * @param mapper knows what enum constants are called
   */
  KnownTypes(JsonMapper mapper) {
    this.mapper = mapper;
  }

  private static void leaf(Map<String, String> keywords, Class<?>... types) {
    Arrays.asList(types).forEach(type -> LEAVES.put(type, keywords));
  }

  private static Map<String, String> formatted(String format) {
    return Map.of("type", "string", "format", format);
  }

  @Override
  public @Nullable CustomDefinition provideCustomSchemaDefinition(
      ResolvedType type, SchemaGenerationContext context) {
    Class<?> erased = type.getErasedType();
    if (LEAVES.containsKey(erased)) {
      return inline(leafNode(LEAVES.get(erased)));
    }
    if (erased.isEnum()) {
      return inline(enumNode(erased));
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
    for (String name : List.of("type", "format", "pattern")) {
      Optional.ofNullable(keywords.get(name)).ifPresent(value -> node.put(name, value));
    }
    return node;
  }

  /** As the mapper writes and reads them, so that its annotations count. */
  private ObjectNode enumNode(Class<?> type) {
    ObjectNode node = mapper.createObjectNode().put("type", "string");
    ArrayNode names = node.putArray("enum");
    for (Object constant : type.getEnumConstants()) {
      names.add(mapper.valueToTree(constant).asString());
    }
    return node;
  }

  private static boolean hasEnumKeys(ResolvedType type) {
    return type.getErasedType() == Map.class
        && !type.getTypeParameters().isEmpty()
        && type.getTypeParameters().get(0).getErasedType().isEnum();
  }

  private ObjectNode fixedMembers(ResolvedType map, SchemaGenerationContext context) {
    ObjectNode node = mapper.createObjectNode().put("type", "object");
    ObjectNode properties = node.putObject("properties");
    for (JsonNode name : enumNode(map.getTypeParameters().get(0).getErasedType()).get("enum")) {
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

  private static boolean isBean(Class<?> type) {
    return !type.isInterface()
        && !type.isPrimitive()
        && !Modifier.isAbstract(type.getModifiers())
        && !type.getName().startsWith("java.")
        && !type.getName().startsWith("javax.");
  }

  private ObjectNode unknown(ResolvedType type) {
    return mapper.createObjectNode().put(UNKNOWN, type.getBriefDescription());
  }
}
