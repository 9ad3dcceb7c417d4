// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.util.List;

/**
 * What providers leave on the heap beyond our reach, as their sources and heap dumps show it.
 * Arrays that they were handed by us are not among it: those are erased.
 */
final class HeapCopies {

  static final List<String> OF_JDK =
      List.of(
          "AES keys, in a copy and a key schedule, until the garbage collector takes them",
          "private RSA keys, as numbers and as DER, until they are closed and the garbage collector"
              + " takes them; the private exponent stays in a cache of the JDK's until another RSA"
              + " key is used",
          "the last block of a message, until the garbage collector takes it");

  static final List<String> OF_CONSCRYPT =
      List.of(
          "AES keys, in the arrays that RSA works on, until the garbage collector takes them",
          "private RSA keys, as numbers, until they are closed and the garbage collector takes"
              + " them");

  static final List<String> OF_ACCP =
      List.of("AES keys of answers, in an array, until the garbage collector takes it");

  static final List<String> OF_BC_FIPS =
      List.of(
          "AES keys, in copies and key schedules; the last one used stays until the next",
          "private RSA keys, as numbers, until they are closed and the garbage collector takes"
              + " them");

  /** Of any provider, until somebody has looked at it. */
  static final List<String> UNKNOWN =
      List.of(
          "AES keys, private RSA keys and blocks of messages: what this provider keeps is not known");

  private HeapCopies() {}
}
