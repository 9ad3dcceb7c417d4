// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.json.JsonObject;

/** A point on an answer's way out where a script may interfere, in the order of the way. */
sealed interface Stage {

  /** Replies without asking for an answer. */
  non-sealed interface Instead extends Stage {
    Reply reply();
  }

  /** Changes who answers. */
  non-sealed interface OnAnswer extends Stage {
    Answer change(Answer answer);
  }

  /** Changes the text that is sealed. */
  non-sealed interface OnPlaintext extends Stage {
    byte[] change(byte[] plaintext);
  }

  /** Seals for somebody else. */
  record ForStranger() implements Stage {}

  /** Changes what was sealed. */
  non-sealed interface OnSealed extends Stage {
    SealedAnswer change(SealedAnswer sealed);
  }

  /** Changes the package around it. */
  non-sealed interface OnPackage extends Stage {
    JsonObject change(JsonObject sealedPackage);
  }

  /** Changes the package's text. */
  non-sealed interface OnText extends Stage {
    String change(String text);
  }

  /** Changes the HTTP response, or how it is sent. */
  non-sealed interface OnReply extends Stage {
    Reply change(Reply reply);
  }
}
