// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.pkcs8.CbcCipher;
import ai.nomyo.core.port.CipherException;

/**
 * What a backend demands of a protection beyond being able to take it off.
 *
 * @param backend names it in messages
 * @param passwordBytes the smallest size of a password in UTF-8
 * @param saltBytes the smallest size of a salt
 * @param tripleDes whether 3DES is read
 */
record ProtectionRules(String backend, int passwordBytes, int saltBytes, boolean tripleDes) {

  /** Whatever a file was written with. */
  static final ProtectionRules LENIENT = new ProtectionRules("", 0, 0, true);

  /**
   * SP 800-132, section 5, as BC-FIPS enforces it: 112 bits and 128 bits. SP 800-131A leaves 3DES
   * to legacy use, which BC-FIPS still decrypts; this does not.
   */
  static final ProtectionRules FIPS = new ProtectionRules("bcfips", 14, 16, false);

  private static final String WAY_OUT =
      "; give the key a longer password and a new salt with \"keys change-password --backend jdk\"";

  private static final String CONVERSION =
      "; convert the key to AES with \"keys change-password --backend jdk\"";

  /** Looks at what a file was protected with. */
  void requireReadable(CbcCipher cipher, char[] password, int saltSize) throws CipherException {
    if (cipher == CbcCipher.TRIPLE_DES && !tripleDes) {
      throw new CipherException(
          "crypto backend " + backend + " does not read " + cipher + CONVERSION, null);
    }
    if (saltSize < saltBytes) {
      throw refused("a salt", saltBytes, saltSize + " bytes" + WAY_OUT);
    }
    if (tooShort(password)) {
      throw refused("a password", passwordBytes, "fewer" + WAY_OUT);
    }
  }

  /** Looks at a password for a new file. */
  void requireWritable(char[] password) throws CipherException {
    if (password.length == 0) {
      throw new CipherException("an empty password protects nothing", null);
    }
    if (tooShort(password)) {
      throw refused("a password", passwordBytes, "fewer; choose a longer one");
    }
  }

  private CipherException refused(String what, int needed, String given) {
    return new CipherException(
        "crypto backend "
            + backend
            + " needs "
            + what
            + " of at least "
            + needed
            + " bytes ("
            + needed * Byte.SIZE
            + " bits) in approved-only mode, and this one has "
            + given,
        null);
  }

  /** Counted, because an encoder leaves copies behind. */
  private boolean tooShort(char[] password) {
    int bytes = 0;
    for (char c : password) {
      bytes += utf8Bytes(c);
    }
    return bytes < passwordBytes;
  }

  /** Half of a surrogate pair is half of its four bytes. */
  private static int utf8Bytes(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
