// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The forms that secrets take in memory: parts of each, so that a broken copy is found, too. */
final class ForensicNeedles {

  private static final int TEXT_CHARS = 24;
  private static final int NUMBER_BYTES = 32;
  private static final int AES_HALF_BYTES = 16;

  private ForensicNeedles() {}

  /** In the forms of a String and of chars, in memory and in a heap dump. */
  static List<byte[]> ofText(String secret) {
    List<byte[]> needles = new ArrayList<>();
    for (int at : List.of(0, secret.length() - TEXT_CHARS)) {
      String part = secret.substring(at, at + TEXT_CHARS);
      for (Charset form :
          List.of(
              StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
        needles.add(part.getBytes(form));
      }
    }
    return needles;
  }

  /** As bytes, as the words of a key schedule, and reversed. */
  static List<byte[]> ofAesKey(byte[] key) {
    return Stream.of(0, AES_HALF_BYTES)
        .map(at -> Arrays.copyOfRange(key, at, at + AES_HALF_BYTES))
        .flatMap(ForensicNeedles::inAllOrders)
        .toList();
  }

  /** Every number that nobody else knows, as bytes, as ints and as a native library's words. */
  static List<byte[]> ofPrivateKey(RSAPrivateCrtKey key) {
    return Stream.of(
            key.getPrivateExponent(),
            key.getPrimeP(),
            key.getPrimeQ(),
            key.getPrimeExponentP(),
            key.getPrimeExponentQ(),
            key.getCrtCoefficient())
        .map(ForensicNeedles::part)
        .flatMap(ForensicNeedles::inAllOrders)
        .toList();
  }

  /** On the borders of words, which are counted from the number's end. */
  private static byte[] part(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int end = bytes.length - NUMBER_BYTES;
    return Arrays.copyOfRange(bytes, end - NUMBER_BYTES, end);
  }

  private static Stream<byte[]> inAllOrders(byte[] bytes) {
    return Stream.of(bytes, swapped(bytes), reversed(bytes));
  }

  private static byte[] swapped(byte[] bytes) {
    ByteBuffer swapped = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    for (ByteBuffer words = ByteBuffer.wrap(bytes); words.hasRemaining(); ) {
      swapped.putInt(words.getInt());
    }
    return swapped.array();
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
