// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.pkcs11;

/** What to say of a token's error. */
final class TokenFailure {

  private TokenFailure() {}

  /** The innermost message: PKCS#11's own code, such as {@code CKR_PIN_INCORRECT}. */
  static String reason(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null ? innermost.getClass().getSimpleName() : message;
  }
}
