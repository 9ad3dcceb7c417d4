package ai.nomyo.core.server;

import ai.nomyo.core.port.TransportException;
import ai.nomyo.core.port.TransportResponse;
import ai.nomyo.core.threads.Background;
import ai.nomyo.core.threads.DaemonBackground;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;
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
  private final Background background;
  private final LongSupplier nanoClock;
  private @Nullable CachedKey cached;
  private @Nullable CompletableFuture<TransportResponse> underWay;

  /**
   * @param lifetime how long a key is used after it was fetched; zero fetches one for every call
   */
  public ServerKeyCache(Router router, Duration lifetime) {
    this(router, lifetime, new DaemonBackground(THREAD_NAME), System::nanoTime);
  }

  ServerKeyCache(Router router, Duration lifetime, Background background, LongSupplier nanoClock) {
    this.router = router;
    this.lifetime = lifetime;
    this.background = background;
    this.nanoClock = nanoClock;
  }

  /**
   * The key to seal for: the one that is kept, or else a fetched one.
   *
   * @param payloadId the call it is for, when there is one
   * @throws SecurityViolationException if what came is no RSA key of at least 2048 bits in PEM, or
   *     not a pinned one
   * @throws CallCancelledException if the thread is interrupted, also while another one fetches
   * @throws NomyoException when the router cannot be reached or answers with an error
   */
  public ServerKey key(@Nullable String payloadId) {
    return obtain(kept -> remaining(kept).compareTo(Duration.ZERO) > 0, payloadId);
  }

  /** As {@link #key}, but fetched in any case; calls use it from now on. */
  public RouterKey fetch(@Nullable String payloadId) {
    return obtain(kept -> false, payloadId).key();
  }

  /**
   * Finds out whether the router has another key than the one it refused. Asks it, unless the key
   * came fresh from it or was fetched again since.
   *
   * @return the other key; empty when the key is not the reason
   * @throws NomyoException as {@link #key}
   */
  public Optional<RouterKey> changedSince(ServerKey refused, @Nullable String payloadId) {
    if (!refused.cached()) {
      return Optional.empty();
    }
    RouterKey present = obtain(kept -> kept.key() != refused.key(), payloadId).key();
    return Optional.of(present).filter(key -> !key.sha256().equals(refused.key().sha256()));
  }

  private ServerKey obtain(Predicate<CachedKey> suits, @Nullable String payloadId) {
    CompletableFuture<TransportResponse> own = new CompletableFuture<>();
    CompletableFuture<TransportResponse> fetch;
    synchronized (this) {
      if (cached != null && suits.test(cached)) {
        return lend(cached);
      }
      if (underWay == null) {
        underWay = own;
      }
      fetch = underWay;
    }
    return fetch == own ? lead(fetch, payloadId) : join(fetch, suits, payloadId);
  }

  private ServerKey lead(CompletableFuture<TransportResponse> fetch, @Nullable String payloadId) {
    @Nullable RouterKey key = null;
    try {
      TransportResponse response = router.askForKey();
      fetch.complete(response);
      key = router.keyIn(response, payloadId);
      return new ServerKey(key, false);
    } catch (TransportException failed) {
      if (failed.kind() != TransportException.Kind.CANCELLED) {
        fetch.completeExceptionally(failed);
      }
      throw Router.failure(failed, payloadId);
    } finally {
      over(key);
      fetch.cancel(false);
    }
  }

  private synchronized void over(@Nullable RouterKey fetched) {
    underWay = null;
    if (fetched != null) {
      cached = new CachedKey(fetched, nanoClock.getAsLong());
    }
  }

  /** Each call judges the answer itself, to say so under its own id. */
  private ServerKey join(
      CompletableFuture<TransportResponse> fetch,
      Predicate<CachedKey> suits,
      @Nullable String payloadId) {
    try {
      return new ServerKey(router.keyIn(fetch.get(), payloadId), false);
    } catch (ExecutionException failed) {
      throw Router.failure((TransportException) failed.getCause(), payloadId);
    } catch (CancellationException abandoned) {
      // The thread that fetched was interrupted, which is no concern of this one.
      return obtain(suits, payloadId);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(payloadId);
    }
  }

  /** The first loan shows that the client does more than one call, and sets the timer. */
  private ServerKey lend(CachedKey kept) {
    if (kept.lendFirst()) {
      Duration ahead = remaining(kept).minus(lifetime.dividedBy(REST));
      background.after(ahead.isNegative() ? Duration.ZERO : ahead, () -> renew(kept));
    }
    return new ServerKey(kept.key(), true);
  }

  private Duration remaining(CachedKey kept) {
    return lifetime.minusNanos(kept.ageNanos(nanoClock.getAsLong()));
  }

  /** Nobody but the log is there to be told; a call will fetch when the time is over. */
  private void renew(CachedKey present) {
    try {
      if (isPresent(present)) {
        fetch(null);
      }
    } catch (CallCancelledException closed) {
      LOG.debug("the router's key is not fetched ahead: the client is closed");
    } catch (NomyoException failed) {
      LOG.warn("the router's key could not be fetched ahead: {}", failed.getMessage());
    }
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
