/**
 * The cipher port on providers of the Java Cryptography Architecture: the JDK's, Conscrypt, Amazon
 * Corretto Crypto Provider, BC-FIPS.
 *
 * <p>Start at {@link ai.nomyo.crypto.jca.JcaHybridCipher}. A program that names a backend other
 * than the JDK's requires the module of its provider.
 */
// Conscrypt is an automatic module whose name stands in its manifest.
@SuppressWarnings("requires-automatic")
module ai.nomyo.crypto.jca {
  requires transitive ai.nomyo.core;
  requires static com.amazon.corretto.crypto.provider;
  requires static org.bouncycastle.fips.core;
  requires static org.conscrypt;
  requires static org.jspecify;

  exports ai.nomyo.crypto.jca;
}
