// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.retry;

import ai.nomyo.error.InvalidRequestException;
import ai.nomyo.error.NomyoException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fails in the given ways, one after the other, and then answers. */
final class ScriptedWork implements Attempts.Work<String> {

  private final Deque<NomyoException> failures;
  private boolean sends = true;
  private boolean mends;
  @Nullable NomyoException standing;
  int made;
  Runnable meanwhile = () -> {};

  ScriptedWork(NomyoException... failures) {
    this.failures = new ArrayDeque<>(Arrays.asList(failures));
  }

  ScriptedWork unsent() {
    sends = false;
    return this;
  }

  ScriptedWork mending() {
    mends = true;
    return this;
  }

  @Override
  public String attempt(AttemptTrace trace) {
    made++;
    meanwhile.run();
    trace.maybeSent(sends);
    NomyoException next = failures.poll();
    if (next != null) {
      throw next;
    }
    return "answer";
  }

  @Override
  public Optional<NomyoException> mend(NomyoException failure) {
    return mends && failure instanceof InvalidRequestException
        ? Optional.ofNullable(standing)
        : Optional.of(failure);
  }
}
