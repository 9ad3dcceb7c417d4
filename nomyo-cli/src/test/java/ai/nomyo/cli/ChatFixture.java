// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.crypto.bc.BcHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.FakeRouterExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Chats of the command with a router, which keep the protocol. */
abstract class ChatFixture {

  @RegisterExtension
  static final FakeRouterExtension ROUTER = FakeRouterExtension.with(BcHybridCipher.create());

  @TempDir Path directory;

  final FakeRouter router = ROUTER.router();
  final Cli cli = Cli.of(router.baseUrl());

  @AfterEach
  void theClientKeptTheProtocol() {
    assertEquals(List.of(), router.violations());
  }

  String file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content).toString();
  }
}
