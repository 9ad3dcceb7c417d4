// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.util.List;

/** A record that a second class loader defines, too. */
public record Reloaded(String name, List<Reloaded> parts) {}
