/**
 * Keys in PEM files and PKCS#12 files, and the file of known servers.
 *
 * <p>Start at {@link ai.nomyo.keystore.file.PemDirectoryKeyStore}.
 */
module ai.nomyo.keystore.file {
  requires transitive ai.nomyo.core;
  requires static org.jspecify;

  exports ai.nomyo.keystore.file;
}
