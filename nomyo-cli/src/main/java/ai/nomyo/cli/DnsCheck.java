// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.core.threads.DaemonThreads;
import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.json.JsonObject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The first step: the addresses of the next hop.
 *
 * @param addresses none when the step failed
 */
record DnsCheck(List<InetAddress> addresses, Finding finding) {

  /** Looks names up. */
  interface Resolver {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  static DnsCheck of(NextHop hop, Duration limit) {
    return of(hop, limit, InetAddress::getAllByName);
  }

  /** A lookup cannot be interrupted: when its time is over, its thread is left behind. */
  static DnsCheck of(NextHop hop, Duration limit, Resolver resolver) {
    FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> resolver.addresses(hop.host()));
    DaemonThreads.named("nomyo-lookup").newThread(lookup).start();
    try {
      return found(hop, List.of(lookup.get(limit.toNanos(), TimeUnit.NANOSECONDS)));
    } catch (TimeoutException late) {
      return failed(failure(hop, "was not found within " + limit.toMillis() + " ms", null));
    } catch (ExecutionException unknown) {
      return failed(failure(hop, "is not known", unknown.getCause()));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CallCancelledException(null);
    }
  }

  private static DnsCheck found(NextHop hop, List<InetAddress> addresses) {
    List<String> texts = addresses.stream().map(InetAddress::getHostAddress).toList();
    String text =
        texts.stream().collect(Collectors.joining(", ", hop.role() + " " + hop.host() + ": ", ""));
    JsonObject facts = JsonObject.builder().put("addresses", texts).build();
    return new DnsCheck(addresses, Finding.passed(NetworkStep.DNS, text, facts));
  }

  private static DnsCheck failed(NomyoException failure) {
    return new DnsCheck(List.of(), Finding.failed(NetworkStep.DNS, failure, JsonObject.empty()));
  }

  private static NomyoException failure(NextHop hop, String what, @Nullable Throwable cause) {
    return new ApiConnectionException(
        hop.role() + "'s name " + hop.host() + " " + what, null, true, cause);
  }
}
