// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.report.Attempt;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

  private final List<String> heard = new ArrayList<>();

  private final class Listener implements CallListener {
    private final String name;

    Listener(String name) {
      this.name = name;
    }

    @Override
    public void attemptStarted(String payloadId, int number) {
      heard.add(name + " " + payloadId + " " + number);
      throw new IllegalStateException("of the listener");
    }

    @Override
    public void callFailed(String payloadId, String failure, List<Attempt> attempts) {
      heard.add(name + " " + failure);
      throw new NoClassDefFoundError("of the listener");
    }
  }

  private static final class Silent implements CallListener {}

  @Test
  void everyListener_isTold_inOrder_evenIfOneThrows() {
    Events events = new Events(List.of(new Listener("a"), new Silent(), new Listener("b")));
    events.attemptStarted("id-1", 2);
    assertEquals(List.of("a id-1 2", "b id-1 2"), heard);
  }

  @Test
  void errorOfAListener_staysWithIt() {
    Events events = new Events(List.of(new Listener("a"), new Listener("b")));
    events.callFailed("id-1", "ServerException", List.of());
    assertEquals(List.of("a ServerException", "b ServerException"), heard);
  }

  @Test
  void listenersThatCareForNothing_areFine() {
    Events events = new Events(List.of(new Silent()));
    Attempt attempt =
        new Attempt(
            1, "HTTP 503", true, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    events.attemptFailed("id", attempt);
    events.retryScheduled("id", attempt, Duration.ZERO);
    events.callFailed("id", "ServerException", List.of(attempt));
    events.coolDownStarted(Duration.ofMinutes(30));
    events.routerKeyFetched(new RouterKeyReport("00", 4096, "no pin", Duration.ZERO));
    assertEquals(List.of(), heard);
  }
}
