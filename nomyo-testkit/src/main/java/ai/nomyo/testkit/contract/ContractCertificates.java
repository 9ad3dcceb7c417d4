// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.contract;

import ai.nomyo.testkit.SelfSignedCertificate;

/** The certificates of these contracts' servers, made when the first is used. */
final class ContractCertificates {

  static final SelfSignedCertificate TRUSTED = SelfSignedCertificate.create();
  static final SelfSignedCertificate OF_ANOTHER_HOST =
      SelfSignedCertificate.forNames("dns:elsewhere.invalid");
  static final SelfSignedCertificate EXPIRED = SelfSignedCertificate.expired();
  static final SelfSignedCertificate STRANGER = SelfSignedCertificate.create();

  private ContractCertificates() {}

  /** Vouch for all but the stranger. */
  static String authoritiesPem() {
    return TRUSTED.certificatePem() + OF_ANOTHER_HOST.certificatePem() + EXPIRED.certificatePem();
  }
}
