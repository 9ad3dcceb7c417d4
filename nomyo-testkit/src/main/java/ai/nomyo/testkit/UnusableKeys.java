// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

/** Public keys that a client must not seal for; nobody has their private halves. */
final class UnusableKeys {

  static final String RSA_1024 =
      """
      -----BEGIN PUBLIC KEY-----
      MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQD37dN4L6RkV3gtgdj3/6f+0nMr
      Iol9bSBz/KHhRfRYpPq9dixzwFFG86Qcm8ij+9G08yC4D6sraoi49J+cvprnD2ss
      lSlEQd3DrQqF90M/4t7Gj4Mb2hHOQVHYnBBKYpIa9zjrG+Gub9AiAnCQ4BeAxhOB
      enRsMkMkf6DufJMmGwIDAQAB
      -----END PUBLIC KEY-----
      """;

  static final String EC_P256 =
      """
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaFY3G5vWqxgilUo1zSw5Enrdv7h1
      b2NbxHa9RMKgXRlAKh/nLhViawKSRCjR/mXMVXvES4VMalfyJm2e/s181Q==
      -----END PUBLIC KEY-----
      """;

  static final String GARBAGE =
      """
      -----BEGIN PUBLIC KEY-----
      bm8ga2V5IGF0IGFsbA==
      -----END PUBLIC KEY-----
      """;

  private UnusableKeys() {}
}
