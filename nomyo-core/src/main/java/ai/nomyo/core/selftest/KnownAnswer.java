// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.selftest;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SealedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A message and the key that opens it, made once by OpenSSL (through pyca/cryptography), with RSA
 * of 2048 bits to be quick. The key protects nothing.
 */
final class KnownAnswer {

  private static final String PLAINTEXT =
      "{\"known\":\"answer\",\"of\":\"AES-256-GCM and RSA-OAEP-SHA256\"}";

  /** A PKCS#8 private key. */
  private static final String PKCS8 =
      """
      MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC38YRkWFXAeXlPezt5b7+DWASj
      UC/ud21Dgu41m0YHZ8GewlHLJslDqaRkuyPDmfl3qF3HWm/ka/KFmWG5Y5Q6U1SL5TFGAUuhnnZl
      pv+z6grXBRoMr9D4rr8jsjwIL+31YY2qoDD+4hK2orMDXkaLbC7KkXsMs354/cXc8ZytsL1uVKoD
      ROWQA2piKuWZWZKKoklKlART/ysTJRVSLZqqER3uAU36ov0qoFGWtaJeyPGDO3vNlx0tPSyhnl8W
      7/B/aaJh02fr0flPnSMuheMPfYwasxrJHiSVsVddZe7NuhV3rffz0U34AdOah6bKRHiAZF0kOFgn
      wwI/CVCbHUD1AgMBAAECggEAAcv0RhmAgFqmQWiimRV9WUHMaKf3JHYoLBA3MXDaZq/UnniClE4g
      igDMVv3UZAdvtRXuo2ySATkItLEUtJHe3KOOTgAVQGnxZZsrWlFn/JCdGaKR1iPjNoPGcwmGgXH3
      jFkKlw+kFASzSmEdURb2gkuNyyorMIYkT66FLYiXM+g/DWhksjns7XwDa3OeFHe2Dd6Aw7uVFtuW
      1091Gscw14H7YVZ/HecYRcwSoSVe2a20pSQa+5bEAS/COX4F8qPTFth8CJHJLfoH9kiYYYhbzx5/
      7L+b5rWfQNEjWDpBBYmForViUS5hWLwGN9hosjK+9QaN0+YorkUKHNWVZ7OoNQKBgQD27D55QRjR
      wAt9CJib/m/xg1y8dzh8Inz6bBzF2V/ll5GQe8Fgs1lNYIztDQS1Rs9TkkxUXuKyC7EH92IXFQIa
      p/R5Qe7WXqTTAH4JK5NIjeHDVTtSwMsq002WUYvawQpB+mBx1UeIYKI8eJFZ5q0Otr/TOrp5Ph1R
      RbO9kYi/3wKBgQC+tJU0y6K7cIcTjixiIxR/Fu5YOpEw83rE8ftnizIQxbqOO4LfdvbHJEKj3WMA
      ji72GNqJpaZ4SkL3boy3QqJcSVEo7n2Mj9WX/IRbJVRx7JqfxFcg+JNRraqWgnFuOixqOIKlB3bh
      FQaLIV5YpL4zF10gqysHXFyykSLcgcHJqwKBgFdYpJTiCTSReb7mHo34CINnk5N7nPiUfp9bRSZb
      ycd+wVhZ3sMlTm7Hu7JTS5oQjWCjvOqPkiOnbR1DTmiZ3t+tEBcg0qr0WdvmLa9ywawFvJoLeWvB
      lVz12FlXSWC9rrI+LoW2C5LblChOAiTKK+erj9nZyYMADQDl5jol1DkDAoGAd7IETGTbuOYCAgYk
      WVxHSxVrd7ka1CyeC+sNromxXNGeLBOyKuwSLB/YK92SfBDB7PjggbCU8b86lO6wJ34NRftGk3hN
      GOJWX9TAhizB+ddVnZ2wSiN647Mq9NjetR6SLgFWDprGxLNbrgu9mcmdD5hEfXKxySbxj6qExP40
      UY0CgYEAnloOkvcJ+F7EP8Cn2/wH9DaZBof4kMpYTtywa8RQqYSsTI9t1XIO+Y7idBh4O0gR2nz8
      HY4+LXrDWlty5DkyD2pSuhuFdOXeIJ6jprA0/cHjEUilWbRGdALuZBAtrFmkW/6spuDsK4GeimsU
      X88QBw6DcT++xIeJYkXQuwWyrVc=""";

  /** 12 bytes. */
  private static final String NONCE =
      """
      RoZkbJQfTcJnT/DK""";

  /** RSA-OAEP with SHA-256 and MGF1-SHA-256. */
  private static final String WRAPPED_KEY =
      """
      UbN86zY0MJXbmhyvD+mwu+S/pL4tnHyRuT+NavpQZ1s/OfyStVUqTkWZCVTp5zFmtcBrhxdFih93
      vT5wShclDHKV1CNHsioHZhxAeyTM++uK8za/2cEdYe7iPQ4SNdCPfbGoOxJSSmu/QEQHNvGNlM4p
      Emli4yyXiy3UUvo5zfPAK5qKED0iJuGcTEAIplWL/VXmV+fumfikxgK6B/A5x808iVOHoNiO13cI
      L1RDznitoynp5iqv0gv+HMHJdQHkjlmcVkT9nkJlCTtuq0aGS/BfFmu6By1TPeyyeDvZ2ohd8eyr
      08orj7lGU7/lNh1b2pqviy8np3X3Bzhp/zFmGQ==""";

  /** AES-256-GCM. */
  private static final String CIPHERTEXT_AND_TAG =
      """
      UFY7qvVYre/FTyQoxbFQkIaNihJTGbN01pqRF8pMiEG7FSPCapKpnmbclnzoCBSza0IvWqhymM+D
      Q1GA3/hm/mO/M/RU3h9+cg==""";

  private KnownAnswer() {}

  static SecretBytes pkcs8() {
    return SecretBytes.owning(decoded(PKCS8));
  }

  static byte[] plaintext() {
    return PLAINTEXT.getBytes(StandardCharsets.US_ASCII);
  }

  static SealedMessage message() {
    return new SealedMessage(
        Bytes.copyOf(decoded(NONCE)),
        Bytes.copyOf(decoded(WRAPPED_KEY)),
        ByteBuffer.wrap(decoded(CIPHERTEXT_AND_TAG)));
  }

  private static byte[] decoded(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }
}
