// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static ai.nomyo.client.ArchitectureRule.room;

import ai.nomyo.PlantedCoreAtTheEntry;
import ai.nomyo.chat.PlantedCoreInChat;
import ai.nomyo.config.PlantedJsonInConfig;
import ai.nomyo.core.PlantedAdapterInCore;
import ai.nomyo.core.bytes.PlantedPortInBytes;
import ai.nomyo.core.events.PlantedPortInEvents;
import ai.nomyo.core.keys.PlantedJacksonInKeys;
import ai.nomyo.core.pem.PlantedErrorInPem;
import ai.nomyo.core.pkcs8.PlantedPemInPkcs8;
import ai.nomyo.core.port.PlantedWireInPort;
import ai.nomyo.core.retry.PlantedServerInRetry;
import ai.nomyo.core.sealing.PlantedWireInSealing;
import ai.nomyo.core.selftest.PlantedWireInSelftest;
import ai.nomyo.core.server.PlantedKeysInServer;
import ai.nomyo.core.threads.PlantedPortInThreads;
import ai.nomyo.core.time.PlantedPortInTime;
import ai.nomyo.core.wire.PlantedServerInWire;
import ai.nomyo.crypto.bc.PlantedJceInBc;
import ai.nomyo.crypto.jca.PlantedBouncyCastleInJca;
import ai.nomyo.error.PlantedConfigInError;
import ai.nomyo.json.PlantedChatInJson;
import ai.nomyo.keystore.file.PlantedCipherInKeyStore;
import ai.nomyo.keystore.pkcs11.PlantedProviderInPkcs11;
import ai.nomyo.memory.locked.PlantedKeysInMemory;
import ai.nomyo.report.PlantedErrorInReport;
import ai.nomyo.testkit.PlantedAdapterInTestkit;
import ai.nomyo.testkit.contract.PlantedClientInContract;
import ai.nomyo.testkit.fault.PlantedCoreInFault;
import ai.nomyo.testkit.machine.PlantedPortInMachine;
import ai.nomyo.transport.httpclient.PlantedWireInTransport;
import java.util.stream.Stream;

/** Each package of the modules up to this one, and what it may use. */
final class Rooms {

  private Rooms() {}

  static Stream<ArchitectureRule> all() {
    return Stream.of(
        // nomyo-api
        room("ai.nomyo.error", PlantedConfigInError.class, "ai.nomyo.report"),
        room("ai.nomyo.report", PlantedErrorInReport.class),
        room("ai.nomyo.json", PlantedChatInJson.class, "ai.nomyo.error"),
        room("ai.nomyo.config", PlantedJsonInConfig.class, "ai.nomyo.error"),
        room(
            "ai.nomyo.chat",
            PlantedCoreInChat.class,
            "ai.nomyo.json",
            "ai.nomyo.config",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo",
            PlantedCoreAtTheEntry.class,
            "ai.nomyo.report",
            "ai.nomyo.chat",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // nomyo-core
        room("ai.nomyo.core.bytes", PlantedPortInBytes.class),
        room("ai.nomyo.core.threads", PlantedPortInThreads.class),
        room("ai.nomyo.core.time", PlantedPortInTime.class, "ai.nomyo.error"),
        room("ai.nomyo.core.events", PlantedPortInEvents.class, "org.slf4j..", "ai.nomyo.report"),
        room(
            "ai.nomyo.core.retry",
            PlantedServerInRetry.class,
            "ai.nomyo.core.events",
            "ai.nomyo.core.time",
            "ai.nomyo.config",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.pem",
            PlantedErrorInPem.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.core.port",
            PlantedWireInPort.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.config"),
        room(
            "ai.nomyo.core.pkcs8",
            PlantedPemInPkcs8.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.core.sealing",
            PlantedWireInSealing.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.core.selftest",
            PlantedWireInSelftest.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.wire",
            PlantedServerInWire.class,
            "tools.jackson..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.core.sealing",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.keys",
            PlantedJacksonInKeys.class,
            "org.slf4j",
            "ai.nomyo.config",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core.server",
            PlantedKeysInServer.class,
            "org.slf4j",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.events",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.retry",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.core.wire",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.report",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.core",
            PlantedAdapterInCore.class,
            "ai.nomyo.report",
            "ai.nomyo.core.events",
            "ai.nomyo.core.keys",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.retry",
            "ai.nomyo.core.server",
            "ai.nomyo.core.threads",
            "ai.nomyo.core.time",
            "ai.nomyo.core.wire",
            "ai.nomyo",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // The adapters
        room(
            "ai.nomyo.crypto.jca",
            PlantedBouncyCastleInJca.class,
            "javax.crypto..",
            "javax.security.auth",
            "org.conscrypt",
            "com.amazon.corretto.crypto.provider",
            "org.bouncycastle.crypto",
            "org.bouncycastle.crypto.fips",
            "org.bouncycastle.jcajce.provider",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.sealing",
            "ai.nomyo.core.selftest",
            "ai.nomyo.core.threads",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.crypto.bc",
            PlantedJceInBc.class,
            "org.bouncycastle.asn1..",
            "org.bouncycastle.crypto..",
            "org.bouncycastle.jce.provider",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pkcs8",
            "ai.nomyo.core.port",
            "ai.nomyo.core.sealing",
            "ai.nomyo.core.selftest",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.transport.httpclient",
            PlantedWireInTransport.class,
            "javax.net.ssl",
            "org.apache.hc..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.threads",
            "ai.nomyo.config",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.keystore.file",
            PlantedCipherInKeyStore.class,
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.pem",
            "ai.nomyo.core.port",
            "ai.nomyo.core.time",
            "ai.nomyo.config",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.memory.locked",
            PlantedKeysInMemory.class,
            "com.sun.jna",
            "org.slf4j",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port"),
        room(
            "ai.nomyo.keystore.pkcs11",
            PlantedProviderInPkcs11.class,
            "javax.crypto",
            "javax.security.auth..",
            "org.bouncycastle.asn1.x500..",
            "org.bouncycastle.cert..",
            "org.bouncycastle.crypto..",
            "org.bouncycastle.operator..",
            "ai.nomyo.core.bytes",
            "ai.nomyo.core.port",
            "ai.nomyo.error"),
        // nomyo-client, the only one that names adapters
        room(
            "ai.nomyo.client",
            PlantedJacksonInClient.class,
            "ai.nomyo.crypto.jca",
            "ai.nomyo.crypto.bc",
            "ai.nomyo.transport.httpclient",
            "ai.nomyo.keystore.file",
            "ai.nomyo.memory.locked",
            "ai.nomyo.core",
            "ai.nomyo.core.port",
            "ai.nomyo.core.server",
            "ai.nomyo",
            "ai.nomyo.report",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        // nomyo-testkit
        room(
            "ai.nomyo.testkit",
            PlantedAdapterInTestkit.class,
            "com.sun.management",
            "javax.crypto..",
            "javax.net.ssl",
            "org.junit.jupiter.api..",
            "ai.nomyo.testkit.machine",
            "ai.nomyo.core..",
            "ai.nomyo.chat",
            "ai.nomyo.config",
            "ai.nomyo.json",
            "ai.nomyo.error"),
        room(
            "ai.nomyo.testkit.contract",
            PlantedClientInContract.class,
            "javax.crypto..",
            "javax.net.ssl",
            "org.junit.jupiter.api..",
            "ai.nomyo.testkit",
            "ai.nomyo.testkit.machine",
            "ai.nomyo.core..",
            "ai.nomyo.config",
            "ai.nomyo.json"),
        room("ai.nomyo.testkit.fault", PlantedCoreInFault.class, "ai.nomyo.testkit"),
        room("ai.nomyo.testkit.machine", PlantedPortInMachine.class, "org.junit.jupiter.api"));
  }
}
