// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.util.Map;

/** The fixed texts of a version 1.0 package (docs/protocol.md, section 3). */
final class PackageFormat {

  static final String VERSION = "1.0";
  static final String ALGORITHM = "hybrid-aes256-rsa4096";
  static final String KEY_ALGORITHM = "RSA-OAEP-SHA256";
  static final String PAYLOAD_ALGORITHM = "AES-256-GCM";

  private PackageFormat() {}

  /** The names that an accepted package has, or leaves out where it may. */
  static Map<String, String> algorithms(String algorithm) {
    return Map.of(
        "algorithm", algorithm,
        "key_algorithm", KEY_ALGORITHM,
        "payload_algorithm", PAYLOAD_ALGORITHM);
  }
}
