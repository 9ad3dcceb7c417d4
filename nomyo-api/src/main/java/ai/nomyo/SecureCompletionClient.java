// SPDX-License-Identifier: Apache-2.0
package ai.nomyo;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.chat.ChatResponse;
import ai.nomyo.chat.ErasableChatResponse;
import ai.nomyo.chat.RequestOptions;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.CallCancelledException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.InvalidResponseException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.NomyoException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The protocol step by step, for those who bring their own transport, queue or schedule: the six
 * methods of the Python {@code SecureCompletionClient}, one that seals for a key at hand, and two
 * for answers that can be erased. What the steps leave to their caller, such as headers, statuses
 * and retries, is in docs/building-on-the-protocol.md.
 *
 * <p>A request can be sealed in one process, sent by another that can read nothing of it, and its
 * answer opened in a third: sealing needs the router's public key only, opening the client's key
 * pair only.
 *
 * <p>Safe for use by many threads. Keys are made in memory on first use when none were generated or
 * loaded before.
 */
public interface SecureCompletionClient extends AutoCloseable {

  /**
   * Makes a fresh RSA-4096 key pair, in memory only, and uses it from now on.
   *
   * @throws CallCancelledException if the client is closed
   */
  void generateKeys();

  /**
   * Makes a fresh RSA-4096 key pair, saves it and uses it from now on.
   *
   * @param keyDirectory where {@code private_key.pem} (PKCS#8, readable by the owner only) and
   *     {@code public_key.pem} go; made when absent
   * @param password to protect the private key with, or null to save it unencrypted; stands for its
   *     UTF-8 bytes and must not be empty; the caller erases it
   * @throws KeyFileException if one of the files exists or cannot be written, or the backend
   *     refuses the password; nothing is overwritten and the present key stays in use
   * @throws CallCancelledException if the client is closed; nothing is saved
   */
  void generateKeys(Path keyDirectory, char @Nullable [] password);

  /**
   * Loads a key pair and uses it from now on.
   *
   * @param privateKey a PEM file, PKCS#8 or unencrypted PKCS#1, at least 2048 bits
   * @param publicKey an SPKI PEM file to compare with, or null to derive it
   * @param password the private key's password, or null when it has none; the caller erases it
   * @throws KeyFileException if a file cannot be read, the password is wrong or missing, the key is
   *     too small, the two halves differ, or the private key has no password and can be read by
   *     others than its owner
   * @throws CallCancelledException if the client is closed
   */
  void loadKeys(Path privateKey, @Nullable Path publicKey, char @Nullable [] password);

  /**
   * Fetches the router's public key, even when the client keeps one. It is what requests are sealed
   * for from now on, until the client fetches it again.
   *
   * @return SPKI PEM text
   * @throws SecurityViolationException if what came is no RSA key of at least 2048 bits in PEM, or
   *     not a pinned one
   * @throws NomyoException when the router cannot be reached or answers with an error
   */
  String fetchServerPublicKey();

  /**
   * Seals a request for the router's key, fetching that if the client keeps none. Where the router
   * refuses the package with a 400, its key may have changed: {@link #fetchServerPublicKey} renews
   * it.
   *
   * @return the package of protocol section 3, as UTF-8 JSON; the caller owns it
   * @throws InvalidInputException if the request's JSON is larger than 10 MiB
   */
  byte[] encryptPayload(ChatRequest payload);

  /**
   * Seals a request for a key of the router's that the caller has: nothing is fetched or sent, and
   * the client needs no key of its own. The key is checked like a fetched one, with the pins. Where
   * the first key is trusted on first use, a key that differs from the known one is refused; one of
   * a router of which nothing is known is accepted, as the caller vouches for it, and not recorded.
   *
   * @param serverPublicKeyPem SPKI PEM text, as {@link #fetchServerPublicKey} returns it
   * @return the package of protocol section 3, as UTF-8 JSON; the caller owns it
   * @throws InvalidInputException if the request's JSON is larger than 10 MiB, or the text is no
   *     RSA public key in PEM
   * @throws SecurityViolationException if the key has less than 2048 bits, or is not a pinned one
   *     or not the known one
   * @throws KeyFileException if a file of known servers cannot be read or relied on
   * @throws CallCancelledException if the client is closed
   */
  byte[] encryptPayload(ChatRequest payload, String serverPublicKeyPem);

  /**
   * Opens an answer.
   *
   * @param sealed the package of protocol section 4; untouched
   * @param payloadId the id the request was sent with; null compares nothing
   * @throws InvalidResponseException if it is no package, or holds no JSON object
   * @throws SecurityViolationException if it must not be trusted
   */
  ChatResponse decryptResponse(byte[] sealed, @Nullable String payloadId);

  /**
   * As {@link #decryptResponse}, with an answer that can be erased.
   *
   * @return closed by the caller, which erases it
   */
  ErasableChatResponse decryptErasable(byte[] sealed, @Nullable String payloadId);

  /**
   * All of it: gets the router's key, seals, sends, opens.
   *
   * @param payloadId a fresh random UUID, never used before
   * @throws ApiException or another {@link NomyoException}, one subclass per kind of failure
   */
  ChatResponse sendSecureRequest(ChatRequest payload, String payloadId, RequestOptions options);

  /**
   * As {@link #sendSecureRequest}, with an answer that can be erased.
   *
   * @return closed by the caller, which erases it
   */
  ErasableChatResponse sendErasable(ChatRequest payload, String payloadId, RequestOptions options);

  /** The crypto backend this client works with, and why it is that one. */
  BackendReport backend();

  /** How this client protects the secrets in its memory, at this moment. */
  MemoryProtection memory();

  /**
   * How long calls are not sent, because the service blocked their API key after too many requests;
   * of several keys the longest. Empty when everything is sent.
   */
  Optional<Duration> coolDown();

  /** Sends calls again from now on, whatever {@link #coolDown} says. */
  void resetCoolDown();

  /** Aborts what is under way, closes the connections and erases the client's key. */
  @Override
  void close();
}
