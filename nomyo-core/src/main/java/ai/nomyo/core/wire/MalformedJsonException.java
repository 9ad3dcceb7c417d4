// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

/** A text is not the one JSON value it should be. */
public final class MalformedJsonException extends Exception {

  private final boolean duplicateMember;

  MalformedJsonException(String problem, boolean duplicateMember) {
    super(problem);
    this.duplicateMember = duplicateMember;
  }

  /** Whether the only fault is that an object names a member twice. */
  public boolean duplicateMember() {
    return duplicateMember;
  }
}
