// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.core.keys.KeyRing;
import ai.nomyo.core.server.Router;
import ai.nomyo.core.server.ServerKeyCache;

/** What all calls of a client share. */
record Equipment(KeyRing keyRing, ServerKeyCache serverKeys, Router router, Envelope envelope) {}
