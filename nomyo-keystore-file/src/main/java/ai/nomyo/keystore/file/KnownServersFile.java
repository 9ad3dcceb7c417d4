// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import ai.nomyo.config.ServerKeyPin;
import ai.nomyo.core.port.KeyStorageException;
import ai.nomyo.core.port.KnownKey;
import ai.nomyo.core.port.KnownServers;
import ai.nomyo.core.port.RouterName;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.InvalidInputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the history of routers' keys in a text file, which people may read and write comments into.
 * The file is made with the first key, with mode 0600 and its directory with 0700; from then on
 * lines are added under a lock and forced to disk, and nothing in it is ever changed. A lock that
 * another process holds is waited for during 30 seconds at most; to know a key needs none. Safe for
 * use by many threads and processes.
 *
 * <p>A file that cannot be read or understood, or that others than its owner may write to, is
 * refused. Format and reasons: docs/adr/0016-trust-on-first-use.md.
 */
public final class KnownServersFile implements KnownServers {

  private final HistoryFile file;
  private final Time time;

  private KnownServersFile(HistoryFile file, Time time) {
    this.file = file;
    this.time = time;
  }

  /**
   * The history in a file. Nothing is read or made yet.
   *
   * @param file beside which {@code .NAME.lock} is kept as soon as there is something to add
   * @throws InvalidInputException if the path has no file's name
   */
  public static KnownServersFile at(Path file) {
    return at(file, Disk.REAL, Time.SYSTEM);
  }

  static KnownServersFile at(Path file, Disk disk, Time time) {
    Disk.requireName("known-servers file", file);
    return new KnownServersFile(new HistoryFile(file, disk, time), time);
  }

  /** Warns of a directory that others than its owner may write to. */
  @Override
  public List<String> check() throws KeyStorageException {
    return uninterrupted(
        () -> {
          file.read();
          return file.warnings();
        });
  }

  @Override
  public Optional<KnownKey> known(RouterName router) throws KeyStorageException {
    return uninterrupted(() -> file.read().of(router));
  }

  @Override
  public Optional<KnownKey> putIfAbsent(RouterName router, KnownKey first)
      throws KeyStorageException {
    return add(router, first, ServerHistory.FIRST_USE, known -> true);
  }

  /**
   * Makes a key the one that counts for a router, whatever was known before. Adds nothing when it
   * is that already.
   *
   * @param baseUrl as the client has it
   * @param key that the router's operator confirmed
   * @return the key, and since when it is known
   * @throws InvalidInputException if the URL is no http or https URL with a host
   * @throws KeyStorageException if the file cannot be read, understood, relied on or added to
   */
  public KnownKey accept(URI baseUrl, ServerKeyPin key) throws KeyStorageException {
    RouterName router = name(baseUrl);
    KnownKey accepted = new KnownKey(key, time.now());
    return add(router, accepted, ServerHistory.ACCEPTED, known -> known.key().equals(key))
        .orElse(accepted);
  }

  /** The URL is not quoted: it is where people put secrets. */
  private static RouterName name(URI baseUrl) {
    String scheme = String.valueOf(baseUrl.getScheme());
    if (baseUrl.getHost() == null || !scheme.matches("(?i)https?")) {
      throw new InvalidInputException(
          "base URL", "a text of " + baseUrl.toString().length() + " chars", "https://HOST[:PORT]");
    }
    return RouterName.of(baseUrl);
  }

  @Override
  public String howToAccept(RouterName router, KnownKey seen) {
    return "accept it: run nomyo server-key --base-url "
        + router
        + (router.text().startsWith("http:") ? " --allow-http" : "")
        + " --known-servers "
        + file.path()
        + " --accept "
        + seen.key()
        + " or call KnownServersFile.at(Path.of(\""
        + file.path()
        + "\")).accept(URI.create(\""
        + router
        + "\"), new ServerKeyPin(\""
        + seen.key()
        + "\"))";
  }

  /**
   * Adds a key.
   *
   * @param stays whether the key that counts may stay it
   * @return the key that stays; empty when the other one was added
   */
  private Optional<KnownKey> add(
      RouterName router, KnownKey key, String origin, Predicate<KnownKey> stays)
      throws KeyStorageException {
    return uninterrupted(
        () -> {
          Optional<KnownKey> known = file.read().of(router).filter(stays);
          return known.isPresent()
              ? known
              : file.locked(() -> addUnlessKnown(router, key, origin, stays));
        });
  }

  private Optional<KnownKey> addUnlessKnown(
      RouterName router, KnownKey key, String origin, Predicate<KnownKey> stays)
      throws IOException, KeyStorageException {
    ServerHistory history = file.read();
    Optional<KnownKey> known = history.of(router).filter(stays);
    if (known.isEmpty()) {
      file.append(history.addition(router, key, origin));
    }
    return known;
  }

  private <T> T uninterrupted(Uninterrupted.Work<T> work) throws KeyStorageException {
    try {
      return Uninterrupted.run(work);
    } catch (IOException e) {
      throw file.failure(
          "cannot be added to ("
              + IoReason.of(e)
              + "): its directory must be writable and its disk have room; or name another file",
          e);
    }
  }
}
