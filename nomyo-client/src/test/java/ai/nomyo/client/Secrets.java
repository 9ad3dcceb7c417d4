// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/**
 * Secrets that nobody else would write, and the ways in which they could turn up. Of each, a part
 * that is enough to recognise it, so that one that was cut is found as well.
 */
final class Secrets {

  private static final int PART = 16;

  final String prompt = "prompt" + random();
  final String answer = "answer" + random();
  final String apiKey = "apiKey" + random();
  final String header = "header" + random();
  final String password = "password" + random();
  final String keyFileJunk = "junk" + random();

  private final Map<String, String> parts = new LinkedHashMap<>();

  Secrets() throws Exception {
    add("prompt", prompt);
    add("answer", answer);
    add("API key", apiKey);
    add("extra header", header);
    add("password", password);
    add("junk in a key file", keyFileJunk);
    add("password of the golden key", new String(Golden.password()));
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) privateKey("client");
    addNumber("private exponent", key.getPrivateExponent());
    addNumber("first prime", key.getPrimeP());
    addNumber("second prime", key.getPrimeQ());
    addNumber("CRT coefficient", key.getCrtCoefficient());
    add("PEM", Golden.text("client/private_key.pem").lines().skip(3).findFirst().orElseThrow());
  }

  private static String random() {
    return UUID.randomUUID().toString().replace("-", "");
  }

  private static PrivateKey privateKey(String owner) throws Exception {
    String body = Golden.text(owner + "/private_key.pem").replaceAll("-----.*-----", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body)));
  }

  private void add(String name, String secret) {
    parts.put(name, secret.substring(0, Math.min(PART, secret.length())));
  }

  private void addNumber(String name, BigInteger number) {
    parts.put(name + " in decimal", number.toString().substring(100, 130));
    addBytes(name, number.toByteArray());
  }

  /** From the middle; base64 in each of the three ways in which bytes can fall into groups. */
  private void addBytes(String name, byte[] secret) {
    int from = secret.length / 4;
    byte[] part = Arrays.copyOfRange(secret, from, from + PART);
    parts.put(name + " raw", new String(part, StandardCharsets.ISO_8859_1));
    parts.put(name + " in hex", HexFormat.of().formatHex(part));
    parts.put(name + " in HEX", HexFormat.of().withUpperCase().formatHex(part));
    parts.put(name + " as an array", inner(Arrays.toString(part)));
    for (int offset = 0; offset < 3; offset++) {
      byte[] group = Arrays.copyOfRange(secret, from + offset, from + offset + 12);
      parts.put(name + " in base64 from " + offset, Base64.getEncoder().encodeToString(group));
    }
  }

  private static String inner(String array) {
    return array.substring(1, array.length() - 1);
  }

  /** The AES key of a package that was sealed for the router with the golden key. */
  void addAesKeyOf(byte[] sealed) throws Exception {
    JsonObject outer =
        Nomyo.json().read(new String(sealed, StandardCharsets.UTF_8)).asObject().orElseThrow();
    Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
    oaep.init(
        Cipher.DECRYPT_MODE,
        privateKey("server"),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    addBytes(
        "AES key",
        oaep.doFinal(
            Base64.getDecoder().decode(outer.getString("encrypted_aes_key").orElseThrow())));
  }

  /** What to look for, by name. */
  Map<String, String> parts() {
    return Map.copyOf(parts);
  }
}
