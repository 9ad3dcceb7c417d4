// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a script does at each point of an answer's way; at most points nothing. Immutable. */
record Stages(List<Stage> all) {

  static final Stages NONE = new Stages(List.of());

  Stages {
    all = List.copyOf(all);
  }

  Stages and(List<? extends Stage> more) {
    List<Stage> both = new ArrayList<>(all);
    both.addAll(more);
    return new Stages(both);
  }

  /** Whether nothing here needs an answer to be sealed. */
  boolean suitKeyFetches() {
    return all.stream()
        .allMatch(stage -> stage instanceof Stage.Instead || stage instanceof Stage.OnReply);
  }

  /** The reply that is made without asking for an answer; the last one, if there are several. */
  Optional<Reply> instead() {
    return at(Stage.Instead.class).stream()
        .map(Stage.Instead::reply)
        .reduce((earlier, later) -> later);
  }

  Answer answer(Answer usual) {
    Answer answer = usual;
    for (Stage.OnAnswer stage : at(Stage.OnAnswer.class)) {
      answer = stage.change(answer);
    }
    return answer;
  }

  byte[] plaintext(byte[] usual) {
    byte[] plaintext = usual;
    for (Stage.OnPlaintext stage : at(Stage.OnPlaintext.class)) {
      plaintext = stage.change(plaintext);
    }
    return plaintext;
  }

  boolean forStranger() {
    return !at(Stage.ForStranger.class).isEmpty();
  }

  SealedAnswer sealed(SealedAnswer usual) {
    SealedAnswer sealed = usual;
    for (Stage.OnSealed stage : at(Stage.OnSealed.class)) {
      sealed = stage.change(sealed);
    }
    return sealed;
  }

  JsonObject sealedPackage(JsonObject usual) {
    JsonObject sealedPackage = usual;
    for (Stage.OnPackage stage : at(Stage.OnPackage.class)) {
      sealedPackage = stage.change(sealedPackage);
    }
    return sealedPackage;
  }

  String text(String usual) {
    String text = usual;
    for (Stage.OnText stage : at(Stage.OnText.class)) {
      text = stage.change(text);
    }
    return text;
  }

  Reply reply(Reply usual) {
    Reply reply = usual;
    for (Stage.OnReply stage : at(Stage.OnReply.class)) {
      reply = stage.change(reply);
    }
    return reply;
  }

  private <S extends Stage> List<S> at(Class<S> point) {
    return all.stream().filter(point::isInstance).map(point::cast).toList();
  }
}
