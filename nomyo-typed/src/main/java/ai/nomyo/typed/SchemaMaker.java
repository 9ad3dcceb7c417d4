// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes raw schemas with the generator; {@link StrictSchema} makes them strict. */
final class SchemaMaker {

  private final JsonMapper mapper;
  private final SchemaGenerator generator;

  /**
   * @param mapper what the texts are read with
   */
  SchemaMaker(JsonMapper mapper, Leaves leaves) {
    this.mapper = mapper;
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(new JacksonSchemaModule())
            .with(Option.FLATTENED_OPTIONALS, Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_SUPPLIERS);
    config
        .forTypesInGeneral()
        .withCustomDefinitionProvider(new KnownTypes(mapper, leaves))
        .withPropertySorter((unusedOne, unusedOther) -> 0)
        .withDescriptionResolver(scope -> ofType(scope.getType()));
    config
        .forFields()
        .withNullableCheck(SchemaMaker::isNullable)
        .withDescriptionResolver(SchemaMaker::ofMember);
    this.generator = new SchemaGenerator(config.build());
  }

  private static @Nullable String ofType(ResolvedType type) {
    return description(type.getErasedType()).orElse(null);
  }

  private static @Nullable String ofMember(MemberScope<?, ?> member) {
    return member.isFakeContainerItemScope()
        ? null
        : description((AnnotatedElement) member.getRawMember()).orElse(null);
  }

  private static Optional<String> description(AnnotatedElement element) {
    return Optional.ofNullable(element.getAnnotation(Description.class)).map(Description::value);
  }

  private static boolean isNullable(FieldScope field) {
    return isNullable(field.getRawMember(), field.getRawMember().getAnnotatedType());
  }

  private static boolean isNullable(AnnotatedElement element, AnnotatedType type) {
    return Stream.of(element, type)
        .flatMap(annotated -> Stream.of(annotated.getAnnotations()))
        .anyMatch(annotation -> annotation.annotationType().getSimpleName().equals("Nullable"));
  }

  /** Of a class or record. */
  ObjectNode of(Class<?> type) {
    return generator.generateSchema(type);
  }

  /** Of an object with a member for each parameter of a method. */
  ObjectNode of(List<Argument> arguments) {
    SchemaBuilder types = generator.buildMultipleSchemaDefinitions();
    ObjectNode schema = mapper.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    arguments.forEach(argument -> properties.set(argument.name(), of(argument, types)));
    schema.set("$defs", types.collectDefinitions("$defs"));
    return schema;
  }

  private ObjectNode of(Argument argument, SchemaBuilder types) {
    Optional<Type> content = argument.optionalContent();
    ObjectNode schema = types.createSchemaReference(content.orElse(argument.type()));
    boolean nullable =
        content.isPresent()
            || isNullable(argument.parameter(), argument.parameter().getAnnotatedType());
    ObjectNode described = nullable ? nullable(schema) : schema;
    description(argument.parameter()).ifPresent(text -> described.put("description", text));
    return described;
  }

  private ObjectNode nullable(ObjectNode schema) {
    JsonNode type = schema.path("type");
    if (type.isString() && !schema.has("enum")) {
      schema.putArray("type").add(type).add("null");
      return schema;
    }
    ObjectNode either = mapper.createObjectNode();
    either.putArray("anyOf").add(mapper.createObjectNode().put("type", "null")).add(schema);
    return either;
  }
}
