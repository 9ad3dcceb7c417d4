// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.keystore.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the halves of a pair are; the public one may not be kept. */
record PairFiles(Half privateHalf, Optional<Half> publicHalf) {

  static PairFiles of(Path privateKey, @Nullable Path publicKey) {
    Disk.requireName("private key file", privateKey);
    if (publicKey != null) {
      Disk.requireName("public key file", publicKey);
    }
    return new PairFiles(
        new Half(privateKey, Access.OWNER_ONLY),
        Optional.ofNullable(publicKey).map(file -> new Half(file, Access.READABLE_BY_ALL)));
  }

  Stream<Half> halves() {
    return Stream.concat(Stream.of(privateHalf), publicHalf.stream());
  }

  /** Locked while the pair is changed; holds the {@link Journal}. */
  Path lockFile() {
    return privateHalf.hidden("lock");
  }

  /** The public half as the private one's directory sees it, in one word. */
  String publicName() {
    return publicHalf.map(this::relative).orElse("-");
  }

  private String relative(Half half) {
    Path from = privateHalf.directory();
    Path to = half.place().toAbsolutePath();
    Path name = from.getRoot().equals(to.getRoot()) ? from.relativize(to) : to;
    return URLEncoder.encode(name.toString(), StandardCharsets.UTF_8);
  }
}
