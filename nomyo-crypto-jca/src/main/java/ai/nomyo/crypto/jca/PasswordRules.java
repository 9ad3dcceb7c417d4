package ai.nomyo.crypto.jca;

import ai.nomyo.core.port.CipherException;

/**
 * What a key derivation demands beyond being able to.
 *
 * @param backend names it in messages
 * @param passwordBytes the smallest size of a password in UTF-8
 * @param saltBytes the smallest size of a salt
 */
record PasswordRules(String backend, int passwordBytes, int saltBytes) {

  /** Whatever a file was written with. */
  static final PasswordRules LENIENT = new PasswordRules("", 0, 0);

  /** SP 800-132, section 5, as BC-FIPS enforces it: 112 bits and 128 bits. */
  static final PasswordRules FIPS = new PasswordRules("bcfips", 14, 16);

  private static final String WAY_OUT =
      "; give the key a longer password and a new salt with \"keys change-password --backend jdk\"";

  /** Looks at what a file was protected with. */
  void requireReadable(char[] password, int saltSize) throws CipherException {
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
