// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.core.port.KeyProtection;
import org.junit.jupiter.api.Nested;

/**
 * What every {@link KeyProtection} must do, of whatever strictness about passwords. An adapter's
 * test extends this class and says which one is meant; JUnit 5 runs the rest.
 *
 * <p>Files are made with the JVM's default providers, which must offer PBKDF2 and AES-CBC, and with
 * the openssl command; where that is absent, its tests are skipped.
 */
public abstract class KeyProtectionContract {

  /** For subclasses. */
  protected KeyProtectionContract() {}

  /** The protection under test. */
  protected abstract KeyProtection protection();

  /** Whether it reads scrypt, which it need not. */
  protected boolean readsScrypt() {
    return false;
  }

  @Nested
  class Golden extends KeyProtectionGolden {
    Golden() {
      super(KeyProtectionContract.this);
    }
  }

  @Nested
  class Passwords extends KeyProtectionPasswords {
    Passwords() {
      super(KeyProtectionContract.this);
    }
  }

  @Nested
  class Algorithms extends KeyProtectionAlgorithms {
    Algorithms() {
      super(KeyProtectionContract.this);
    }
  }

  @Nested
  class TripleDes extends KeyProtectionTripleDes {
    TripleDes() {
      super(KeyProtectionContract.this);
    }
  }

  @Nested
  class Writing extends KeyProtectionWriting {
    Writing() {
      super(KeyProtectionContract.this);
    }
  }

  @Nested
  class OpenSsl extends KeyProtectionOpenSsl {
    OpenSsl() {
      super(KeyProtectionContract.this);
    }
  }
}
