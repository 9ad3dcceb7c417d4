/** Key stores on files: PEM, and PKCS#12. */
@NullMarked
package ai.nomyo.keystore.file;

import org.jspecify.annotations.NullMarked;
