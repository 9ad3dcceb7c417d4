// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

/** What came is a package that must not be trusted. Nothing of it is quoted. */
public final class UntrustedPackageException extends Exception {

  UntrustedPackageException(String problem) {
    super(problem);
  }
}
