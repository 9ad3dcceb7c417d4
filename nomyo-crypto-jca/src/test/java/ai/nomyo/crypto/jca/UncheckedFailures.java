// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.CipherSpi;
import org.jspecify.annotations.Nullable;

/** A cipher that accepts any key and throws a runtime exception when it is given data. */
class UncheckedFailures extends CipherSpi {

  @Override
  protected byte[] engineUpdate(byte[] input, int offset, int length) {
    throw new UnsupportedOperationException("broken");
  }

  @Override
  protected int engineUpdate(byte[] input, int offset, int length, byte[] output, int at) {
    throw new UnsupportedOperationException("broken");
  }

  @Override
  protected byte[] engineDoFinal(byte[] input, int offset, int length) {
    throw new UnsupportedOperationException("broken");
  }

  @Override
  protected int engineDoFinal(byte[] input, int offset, int length, byte[] output, int at) {
    throw new UnsupportedOperationException("broken");
  }

  @Override
  protected int engineGetOutputSize(int length) {
    return 0;
  }

  @Override
  protected int engineGetBlockSize() {
    return 16;
  }

  @Override
  protected byte @Nullable [] engineGetIV() {
    return null;
  }

  @Override
  protected @Nullable AlgorithmParameters engineGetParameters() {
    return null;
  }

  @Override
  protected void engineSetMode(String mode) {}

  @Override
  protected void engineSetPadding(String padding) {}

  @Override
  protected void engineInit(int mode, Key key, SecureRandom random) {}

  @Override
  protected void engineInit(
      int mode, Key key, AlgorithmParameterSpec parameters, SecureRandom random) {}

  @Override
  protected void engineInit(
      int mode, Key key, AlgorithmParameters parameters, SecureRandom random) {}
}
