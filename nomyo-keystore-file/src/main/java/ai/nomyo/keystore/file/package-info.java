/** The key store on PEM files. */
@NullMarked
package ai.nomyo.keystore.file;

import org.jspecify.annotations.NullMarked;
