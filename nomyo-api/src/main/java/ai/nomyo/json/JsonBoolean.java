// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

/**
 * {@code true} or {@code false}.
 *
 * @param value which of the two
 */
public record JsonBoolean(boolean value) implements JsonValue {}
