/**
 * The cipher port on providers of the Java Cryptography Architecture that are named, never looked
 * up in the host's list.
 */
@NullMarked
package ai.nomyo.crypto.jca;

import org.jspecify.annotations.NullMarked;
