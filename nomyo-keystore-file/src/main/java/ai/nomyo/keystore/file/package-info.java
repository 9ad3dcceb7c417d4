/** Key stores on files, PEM and PKCS#12, and the file of known servers. */
@NullMarked
package ai.nomyo.keystore.file;

import org.jspecify.annotations.NullMarked;
