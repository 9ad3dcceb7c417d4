// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.util.List;
import java.util.Optional;

/**
 * The history of the keys that routers had. The key recorded last is the one that counts; nothing
 * is ever removed or changed. Safe for use by many threads, and for several of them, in this
 * process or others, at one place. An interrupt hinders none of it and stays set.
 */
public interface KnownServers {

  /**
   * Looks whether the history can be used. One that does not exist yet can be.
   *
   * @return what is not as it should be, each in a sentence of its own, for the log
   * @throws KeyStorageException if it is there and cannot be read, understood or relied on
   */
  List<String> check() throws KeyStorageException;

  /**
   * The key that counts for a router; empty when none is recorded. Records nothing.
   *
   * @throws KeyStorageException if the history cannot be read, understood or relied on
   */
  Optional<KnownKey> known(RouterName router) throws KeyStorageException;

  /**
   * Records the first key of a router, unless one is recorded already. Of several at once, in this
   * process or others, one is recorded. What was recorded outlives a power cut.
   *
   * @return the key that counts; empty when there was none, and the one given is it now
   * @throws KeyStorageException if the history cannot be read, understood or relied on, or the key
   *     cannot be recorded
   */
  Optional<KnownKey> putIfAbsent(RouterName router, KnownKey first) throws KeyStorageException;

  /**
   * How a person has another key count from now on: where the history is, and what to call or to
   * run. The end of a sentence, without a full stop.
   */
  String howToAccept(RouterName router, KnownKey seen);
}
