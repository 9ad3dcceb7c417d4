// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core;

import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.KeyFiles;
import ai.nomyo.core.port.KeyProtection;
import ai.nomyo.core.port.KeyStore;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.port.Transport;
import java.util.Optional;

/**
 * The adapters that a client is made of.
 *
 * @param cipher seals, opens, makes keys
 * @param transport carries the exchanges; closed with the client
 * @param keyStore the client key's home; empty keeps the key in memory only
 * @param keyProtection puts passwords on private keys and takes them off
 * @param keyFiles finds key files that a caller names later
 * @param memory where secrets are held; closed with the client
 */
public record Ports(
    HybridCipher cipher,
    Transport transport,
    Optional<KeyStore> keyStore,
    KeyProtection keyProtection,
    KeyFiles keyFiles,
    SecretMemory memory) {}
