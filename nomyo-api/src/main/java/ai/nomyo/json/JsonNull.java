// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

/** JSON's {@code null}, which is a value and not an absent member. */
public enum JsonNull implements JsonValue {
  /** The only one. */
  NULL
}
