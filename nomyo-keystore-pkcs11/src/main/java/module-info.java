/**
 * Keys that stay in an HSM or smart card.
 *
 * <p>Start at {@link ai.nomyo.keystore.pkcs11.Pkcs11KeyStore}. A program requires this module
 * beside {@code ai.nomyo.client}.
 */
// The standard's name ends with its number.
@SuppressWarnings("module")
module ai.nomyo.keystore.pkcs11 {
  requires transitive ai.nomyo.core;
  requires org.bouncycastle.pkix;
  requires org.bouncycastle.provider;
  // The provider SunPKCS11, which is looked up by name.
  requires jdk.crypto.cryptoki;
  requires static org.jspecify;

  exports ai.nomyo.keystore.pkcs11;
}
