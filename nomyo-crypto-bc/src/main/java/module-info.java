/**
 * The cipher port on Bouncy Castle's lightweight API.
 *
 * <p>Start at {@link ai.nomyo.crypto.bc.BcHybridCipher}. A program that names the backend {@code
 * bc} requires this module beside {@code ai.nomyo.client}.
 */
module ai.nomyo.crypto.bc {
  requires transitive ai.nomyo.core;
  requires org.bouncycastle.provider;
  requires static org.jspecify;

  exports ai.nomyo.crypto.bc;
}
