/** PEM armour (RFC 7468) around public and private keys. */
@NullMarked
package ai.nomyo.core.pem;

import org.jspecify.annotations.NullMarked;
