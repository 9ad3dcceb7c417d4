// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.pkcs8;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;

/** RSA keys in the form before PKCS#8 (RFC 8017, appendix A.1.2). */
public final class Pkcs1 {

  private Pkcs1() {}

  /**
   * Puts an {@code RSAPrivateKey} into a PKCS#8 {@code PrivateKeyInfo} (RFC 5208). Whether it is
   * one is not looked at.
   *
   * @param pkcs1 DER; left as it was, the caller closes it
   * @param memory where the result goes
   * @return DER; the caller closes it
   */
  public static SecretBytes toPkcs8(SecretBytes pkcs1, SecretMemory memory) {
    byte[] version = DerWriter.integer(0);
    byte[] algorithm =
        DerWriter.sequence(
            DerWriter.objectIdentifier(AlgorithmNames.RSA_ENCRYPTION), DerWriter.nothing());
    byte[] keyHeader = DerWriter.header(DerReader.OCTET_STRING, pkcs1.size());
    int contentBytes = version.length + algorithm.length + keyHeader.length + pkcs1.size();
    byte[] header = DerWriter.header(DerReader.SEQUENCE, contentBytes);
    SecretBytes pkcs8 = memory.allocate(header.length + contentBytes);
    pkcs8.lend().put(header).put(version).put(algorithm).put(keyHeader).put(pkcs1.lend());
    return pkcs8;
  }
}
