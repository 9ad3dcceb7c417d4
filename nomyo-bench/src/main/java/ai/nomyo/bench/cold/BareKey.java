// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.cold;

import ai.nomyo.bench.BcFips;
import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.conscrypt.Conscrypt;

/** Makes an RSA key of 4096 bits on a provider and does nothing else. */
public final class BareKey {

  private static final int BITS = 4096;
  private static final int CERTAINTY = 144; // FIPS 186-5, as Bouncy Castle's provider has it

  private BareKey() {}

  /**
   * @param args the backend
   */
  public static void main(String[] args) throws GeneralSecurityException {
    switch (args[0]) {
      case "jdk" -> onProvider(Security.getProvider("SunRsaSign"));
      case "bc" -> OnBouncyCastle.run();
      case "accp" -> OnAccp.run();
      case "conscrypt" -> OnConscrypt.run();
      case "bcfips" -> onProvider(BcFips.provider());
      default -> throw new IllegalArgumentException("no key is made on " + args[0]);
    }
    PeakMemory.print();
  }

  private static void onProvider(Provider provider) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
    generator.initialize(BITS);
    generator.generateKeyPair();
  }

  // Each in a class of its own, which is loaded when it is asked for.

  private static final class OnAccp {
    static void run() throws GeneralSecurityException {
      onProvider(AmazonCorrettoCryptoProvider.INSTANCE);
    }
  }

  private static final class OnConscrypt {
    static void run() throws GeneralSecurityException {
      onProvider(Conscrypt.newProvider());
    }
  }

  private static final class OnBouncyCastle {
    static void run() {
      RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
      generator.init(
          new RSAKeyGenerationParameters(
              BigInteger.valueOf(65537), new SecureRandom(), BITS, CERTAINTY));
      generator.generateKeyPair();
    }
  }
}
