// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.core.port.SealingKey;
import java.util.Map;
import java.util.Optional;

/** What the headers of a sound request say. */
record CallHeaders(
    String payloadId,
    SealingKey clientKey,
    Optional<String> securityTier,
    Map<String, String> all) {}
