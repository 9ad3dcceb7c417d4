// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.config.Timeouts;
import ai.nomyo.core.events.Events;
import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.Background;
import ai.nomyo.core.threads.DaemonBackground;
import ai.nomyo.core.time.Deadline;
import ai.nomyo.core.time.Time;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.DeadlineExceededException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.report.RouterKeyReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the router's key for a while. Safe for use by many threads: the first that needs a key
 * fetches it, and those that need one meanwhile wait for that and share what becomes of it. A key
 * that calls have used again is fetched anew in the background before its time is over.
 */
public final class ServerKeyCache implements AutoCloseable {

  static final String THREAD_NAME = "nomyo-server-key";

  private static final Logger LOG = LoggerFactory.getLogger(ServerKeyCache.class);

  /** The next key is fetched when only a tenth of the time is left. */
  private static final int REST = 10;

  private final Router router;
  private final Duration lifetime;
  private final Timeouts timeouts;
  private final Background background;
  private final Events events;
  private final Time time;
  private @Nullable CachedKey cached;
  private @Nullable Fetch underWay;

  /** What calls wait for, and how patient the one is that asked. */
  private record Fetch(CompletableFuture<TransportResponse> answer, Timeouts timeouts) {

    /** Whether a timeout of this fetch would have been one of that call's as well. */
    boolean isAsPatientAs(Call call) {
      return timeouts.connect().compareTo(call.timeouts().connect()) >= 0
          && timeouts.attempt().compareTo(call.timeouts().attempt()) >= 0;
    }
  }

  /**
   * @param lifetime how long a key is used after it was fetched; zero fetches one for every call
   * @param timeouts of fetches ahead of need
   * @param events told of each key that is fetched
   */
  public ServerKeyCache(
      Router router, Duration lifetime, Timeouts timeouts, Events events, Time time) {
    this(router, lifetime, timeouts, events, time, new DaemonBackground(THREAD_NAME));
  }

  ServerKeyCache(
      Router router,
      Duration lifetime,
      Timeouts timeouts,
      Events events,
      Time time,
      Background background) {
    this.router = router;
    this.lifetime = lifetime;
    this.timeouts = timeouts;
    this.events = events;
    this.time = time;
    this.background = background;
  }

  /**
   * The key to seal for: the one that is kept, or else a fetched one.
   *
   * @throws SecurityViolationException if what came is no RSA key of at least 2048 bits in PEM, or
   *     not a pinned one
   * @throws DeadlineExceededException if the call's time is over
   * @throws CallCancelledException if the thread is interrupted, also while another one fetches
   * @throws NomyoException when the router cannot be reached or answers with an error
   */
  public ServerKey key(Call call) {
    return obtain(kept -> remaining(kept).compareTo(Duration.ZERO) > 0, call);
  }

  /** As {@link #key}, but fetched in any case; calls use it from now on. */
  public RouterKey fetch(Call call) {
    return obtain(kept -> false, call).key();
  }

  /**
   * Finds out whether the router has another key than the one it refused. Asks it, unless the key
   * came fresh from it or was fetched again since.
   *
   * @return the other key; empty when the key is not the reason
   * @throws NomyoException as {@link #key}
   */
  @SuppressWarnings("ReferenceEquality") // the same fetch, not the same key fetched twice
  public Optional<ServerKey> changedSince(ServerKey refused, Call call) {
    if (!refused.cached()) {
      return Optional.empty();
    }
    ServerKey present = obtain(kept -> kept.key() != refused.key(), call);
    return Optional.of(present).filter(key -> !key.key().sha256().equals(refused.key().sha256()));
  }

  @SuppressWarnings("ReferenceEquality")
  private ServerKey obtain(Predicate<CachedKey> suits, Call call) {
    Fetch own = new Fetch(new CompletableFuture<>(), call.timeouts());
    Fetch fetch;
    synchronized (this) {
      if (cached != null && suits.test(cached)) {
        return lend(cached);
      }
      if (underWay == null) {
        underWay = own;
      }
      fetch = underWay;
    }
    return fetch == own ? lead(fetch, call) : join(fetch, suits, call);
  }

  private ServerKey lead(Fetch fetch, Call call) {
    @Nullable RouterKey key = null;
    @Nullable TransportException ofTheWay = null;
    try {
      TransportResponse response = router.askForKey(call);
      fetch.answer().complete(response);
      key = router.keyIn(response, call.payloadId());
      return new ServerKey(key, false, Duration.ZERO);
    } catch (TransportException failed) {
      ofTheWay = isOfTheWay(failed, call) ? failed : null;
      throw Router.fetchFailure(failed, call);
    } finally {
      // Those that wait may fetch themselves, and must not meet with this fetch again.
      over(key);
      fail(fetch, ofTheWay);
    }
  }

  private static void fail(Fetch fetch, @Nullable TransportException ofTheWay) {
    if (ofTheWay == null) {
      fetch.answer().cancel(false);
    } else {
      fetch.answer().completeExceptionally(ofTheWay);
    }
  }

  /** A call that was interrupted, or had little time, says nothing about the router. */
  private static boolean isOfTheWay(TransportException failed, Call call) {
    return switch (failed.kind()) {
      case CANCELLED -> false;
      case TIMEOUT -> !call.deadline().isOver();
      default -> true;
    };
  }

  private void over(@Nullable RouterKey fetched) {
    synchronized (this) {
      underWay = null;
      if (fetched != null) {
        cached = new CachedKey(fetched, time.nanos());
      }
    }
    if (fetched != null) {
      events.routerKeyFetched(report(new ServerKey(fetched, false, Duration.ZERO)));
    }
  }

  /** What is told of a key. */
  public static RouterKeyReport report(ServerKey lent) {
    RouterKey key = lent.key();
    return new RouterKeyReport(key.sha256(), key.key().sizeBits(), key.trust(), lent.age());
  }

  /** Each call judges the answer itself, to say so under its own id. */
  private ServerKey join(Fetch fetch, Predicate<CachedKey> suits, Call call) {
    try {
      Duration left = call.deadline().left();
      TransportResponse response = fetch.answer().get(left.toNanos(), TimeUnit.NANOSECONDS);
      return new ServerKey(router.keyIn(response, call.payloadId()), false, Duration.ZERO);
    } catch (TimeoutException late) {
      throw call.deadline()
          .exceeded("waiting for another call to fetch the router's key", call.payloadId(), null);
    } catch (ExecutionException failed) {
      return afterFailure(fetch, (TransportException) failed.getCause(), suits, call);
    } catch (CancellationException abandoned) {
      // The thread that fetched was interrupted or late, which is no concern of this one.
      return obtain(suits, call);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(call.payloadId());
    }
  }

  /** What took too long for a call that has less patience says nothing about the router. */
  private ServerKey afterFailure(
      Fetch fetch, TransportException failed, Predicate<CachedKey> suits, Call call) {
    if (failed.kind() == TransportException.Kind.TIMEOUT && !fetch.isAsPatientAs(call)) {
      return obtain(suits, call);
    }
    throw Router.fetchFailure(failed, call);
  }

  /** The first loan shows that the client does more than one call, and sets the timer. */
  private ServerKey lend(CachedKey kept) {
    if (kept.lendFirst()) {
      Duration ahead = remaining(kept).minus(lifetime.dividedBy(REST));
      background.after(ahead.isNegative() ? Duration.ZERO : ahead, () -> renew(kept));
    }
    return new ServerKey(kept.key(), true, Duration.ofNanos(kept.ageNanos(time.nanos())));
  }

  private Duration remaining(CachedKey kept) {
    return lifetime.minusNanos(kept.ageNanos(time.nanos()));
  }

  /** Nobody but the log is there to be told; a call will fetch when the time is over. */
  private void renew(CachedKey present) {
    try {
      if (isPresent(present)) {
        fetch(new Call(null, timeouts, Deadline.after(timeouts.attempt(), time)));
      }
    } catch (CallCancelledException closed) {
      LOG.debug("the router's key is not fetched ahead: the client is closed");
    } catch (NomyoException failed) {
      LOG.warn("the router's key could not be fetched ahead: {}", reason(failed));
    }
  }

  /** Without the words of the router, which may say anything. */
  private static String reason(NomyoException failed) {
    return failed instanceof ApiException refusal && refusal.status() != 200
        ? "HTTP " + refusal.status()
        : String.valueOf(failed.getMessage());
  }

  private synchronized boolean isPresent(CachedKey key) {
    return key == cached;
  }

  /** Forgets the key, and fetches none ahead any more. Idempotent. */
  @Override
  public synchronized void close() {
    cached = null;
    background.close();
  }
}
