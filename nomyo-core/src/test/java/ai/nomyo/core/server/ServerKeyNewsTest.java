// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.keys.Logged;
import ai.nomyo.core.port.Transport;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportException.Kind;
import ai.nomyo.core.port.TransportRequest;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.FakeBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.report.CallListener;
import ai.nomyo.report.RouterKeyReport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What listeners, reports, the log and calls that wait are told of the router's key. */
class ServerKeyNewsTest {

  private static final String PEM = "-----BEGIN PUBLIC KEY-----\nAQID\n-----END PUBLIC KEY-----\n";
  private static final RouterKeyReport FETCHED =
      new RouterKeyReport(
          "010203" + "0".repeat(58), 2048, "no pin: any key is accepted", Duration.ZERO);

  private final List<RouterKeyReport> told = new ArrayList<>();
  private final FakeTransport transport = new FakeTransport();
  private final FakeBackground background = new FakeBackground();
  private final ServerKeyCache cache =
      new ServerKeyCache(
          KeptKeys.router(transport, background),
          KeptKeys.LIFETIME,
          Timeouts.DEFAULT,
          new Events(
              List.of(
                  new CallListener() {
                    @Override
                    public void routerKeyFetched(RouterKeyReport key) {
                      told.add(key);
                    }
                  })),
          background.time(),
          background);

  private static final class FakeTransport implements Transport {

    private int status = 200;
    private String body = PEM;
    private @Nullable TransportException failure;

    /** Happens during each fetch. */
    private Runnable meanwhile = () -> {};

    @Override
    public TransportResponse send(TransportRequest request) throws TransportException {
      meanwhile.run();
      if (failure != null) {
        throw failure;
      }
      return TransportResponse.of(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {}
  }

  private static Call call(String payloadId, Duration deadline) {
    return new Call(payloadId, Timeouts.DEFAULT, Deadline.after(deadline, Time.SYSTEM));
  }

  private ServerKey key() {
    return cache.key(call("id-1", Duration.ofMinutes(1)));
  }

  @Test
  void everyKeyThatIsFetched_isTold_byCallsAndAheadOfNeed() {
    key();
    assertEquals(List.of(FETCHED), told);
    key();
    assertEquals(1, told.size(), "it was kept");
    background.pass(Duration.ofMinutes(54));
    assertEquals(List.of(FETCHED, FETCHED), told);
  }

  @Test
  void keyThatIsRefused_isNoNews() {
    transport.body = "no key";
    assertThrows(RuntimeException.class, this::key);
    assertEquals(List.of(), told);
  }

  @Test
  void keptKey_isReportedWithItsAge() {
    key();
    background.pass(Duration.ofMinutes(7));
    RouterKeyReport report = ServerKeyCache.report(key());
    assertEquals(FETCHED.sha256(), report.sha256());
    assertEquals(FETCHED.trust(), report.trust());
    assertEquals(Duration.ofMinutes(7), report.age());
  }

  @Test
  void failureAhead_isLoggedWithItsStatus_andWithoutTheRoutersWords() {
    key();
    key();
    transport.status = 503;
    transport.body = "{\"detail\":\"canary\"}";
    String logged = Logged.during(() -> background.pass(Duration.ofMinutes(54)));
    assertTrue(logged.contains("could not be fetched ahead: HTTP 503"), logged);
    assertFalse(logged.contains("canary"), logged);
  }

  @Test
  void connectionThatFailsAhead_isLoggedWithItsReason() {
    key();
    key();
    transport.failure = new TransportException(Kind.CONNECT, false, "host:1 refused", null);
    String logged = Logged.during(() -> background.pass(Duration.ofMinutes(54)));
    assertTrue(logged.contains("could not be fetched ahead: host:1 refused"), logged);
  }

  @Test
  void closingDuringAFetchAhead_isNoWarning() {
    key();
    key();
    transport.failure = new TransportException(Kind.CANCELLED, false, "closed", null);
    assertEquals("", Logged.during(() -> background.pass(Duration.ofMinutes(54))));
  }

  /** Another call on the same thread waits for the fetch that this thread is making. */
  private <E extends Exception> E failureWhileWaiting(Class<E> type, Duration deadline) {
    List<E> failures = new ArrayList<>();
    transport.meanwhile =
        () -> failures.add(assertThrows(type, () -> cache.key(call("id-2", deadline))));
    key();
    return failures.get(0);
  }

  @Test
  void callWhoseTimeEndsWhileItWaits_saysWhatFor() {
    DeadlineExceededException late =
        failureWhileWaiting(DeadlineExceededException.class, Duration.ofMillis(1));
    assertEquals(Optional.of("id-2"), late.payloadId());
    assertTrue(
        late.getMessage().contains("waiting for another call to fetch the router's key"),
        late.getMessage());
  }

  @Test
  void threadThatIsInterruptedWhileItWaits_staysInterrupted() {
    Thread.currentThread().interrupt();
    CallCancelledException cancelled =
        failureWhileWaiting(CallCancelledException.class, Duration.ofMinutes(1));
    assertTrue(Thread.interrupted());
    assertEquals(Optional.of("id-2"), cancelled.payloadId());
  }
}
