// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import jdk.jfr.Event;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * No secret in a log at any level, an exception, a {@code toString}, a report or a flight
 * recording, whatever becomes of a call; and that each would be found there.
 */
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class LeakTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"jdk", "conscrypt", "accp", "bc"})
  void noSecret_isSeenAnywhere(String backend) throws Exception {
    ManyFlows.assertShowNoSecret(backend, directory);
  }

  /** Each way in which a secret could be seen, taken on purpose. */
  @Nested
  class Planted {

    private final Secrets secrets = new Secrets();

    Planted() throws Exception {}

    /** Everything there is to find, in every spelling that is looked for. */
    private Map<String, String> all() throws Exception {
      secrets.addAesKeyOf(Golden.bytes("requests/minimal.package.json"));
      return secrets.parts();
    }

    @Test
    void everySpelling_isFoundInALog() throws Exception {
      Map<String, String> all = all();
      try (Evidence evidence = new Evidence(directory)) {
        all.values().forEach(part -> LoggerFactory.getLogger("planted").trace("x {} x", part));
        assertEquals(all.keySet(), evidence.search(all));
      }
    }

    @Test
    void everySpelling_isFoundInAnException() throws Exception {
      Map<String, String> all = all();
      try (Evidence evidence = new Evidence(directory)) {
        for (String part : all.values()) {
          Exception failure = new Exception("outer", new Exception("cause"));
          failure.getCause().addSuppressed(new Exception("x" + part + "x"));
          evidence.add(failure);
        }
        assertEquals(all.keySet(), evidence.search(all));
      }
    }

    @Test
    void everySpelling_isFoundInAnEvent() throws Exception {
      Map<String, String> all = all();
      try (Evidence evidence = new Evidence(directory)) {
        all.values().forEach(PlantedEvent::commit);
        assertEquals(all.keySet(), evidence.search(all));
      }
    }

    @Test
    void whatIsThrownAndCaught_isFoundInTheRecording() throws Exception {
      try (Evidence evidence = new Evidence(directory)) {
        try {
          throw new IllegalStateException(secrets.prompt);
        } catch (IllegalStateException caught) {
          assertEquals(Set.of("prompt"), evidence.search(secrets.parts()));
        }
      }
    }

    @Test
    void everyLoggerOfTheJvm_isHeardAtEveryLevel() throws Exception {
      try (Evidence evidence = new Evidence(directory)) {
        Logger.getLogger("planted.deeper").log(Level.FINEST, "{0}", secrets.password);
        System.getLogger("planted.system").log(System.Logger.Level.TRACE, secrets.apiKey);
        assertEquals(Set.of("password", "API key"), evidence.search(secrets.parts()));
      }
    }

    /** The connections that HttpClient makes of its own accord. */
    @Test
    void stockConnection_logsTheApiKeyAndTheBody() throws Exception {
      try (Evidence evidence = new Evidence(directory);
          ManyFlows flows = new ManyFlows("jdk", secrets, evidence, directory);
          CloseableHttpClient stock = HttpClients.createDefault()) {
        HttpPost post = new HttpPost(flows.completionUrl());
        post.addHeader("Authorization", "Bearer " + secrets.apiKey);
        post.setEntity(new StringEntity(secrets.prompt));
        stock.execute(post, response -> response.getCode());
        assertEquals(Set.of("prompt", "API key"), evidence.search(secrets.parts()));
        assertFalse(evidence.containing("http-outgoing-0 >> Authorization").isEmpty());
      }
    }
  }

  /** An event that carries what it should not. */
  static final class PlantedEvent extends Event {
    String secret = "";

    static void commit(String secret) {
      PlantedEvent event = new PlantedEvent();
      event.secret = "x" + secret + "x";
      event.commit();
    }
  }
}
