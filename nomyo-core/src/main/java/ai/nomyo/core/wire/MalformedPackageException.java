// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

/** What came is no sealed package, or what it sealed is no JSON object. Nothing of it is quoted. */
public final class MalformedPackageException extends Exception {

  MalformedPackageException(String problem) {
    super(problem);
  }
}
