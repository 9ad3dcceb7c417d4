// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * One half of a pair: its place, and the names beside it that a change uses.
 *
 * @param place where it is kept
 * @param access who may use the file
 */
record Half(Path place, Access access) {

  /** The new half, before it is put in its place. */
  Path fresh(Journal.Entry change) {
    return hidden(change.id() + ".new");
  }

  /** The previous half, until the change is over. */
  Path former(Journal.Entry change) {
    return hidden(change.id() + ".old");
  }

  /** As {@code .private_key.pem.ending}. */
  Path hidden(String ending) {
    return place.resolveSibling("." + place.getFileName() + "." + ending);
  }

  /** As {@code private_key.stamp.pem}, so that patterns such as {@code *.pem} still match it. */
  Path backup(String stamp) {
    String name = place.getFileName().toString();
    int dot = name.lastIndexOf('.');
    int end = dot > 0 ? dot : name.length();
    return place.resolveSibling(name.substring(0, end) + "." + stamp + name.substring(end));
  }

  Path directory() {
    return Disk.directoryOf(place);
  }

  /** A link counts as well, wherever it leads. */
  boolean isTaken() {
    return Files.exists(place, LinkOption.NOFOLLOW_LINKS);
  }
}
