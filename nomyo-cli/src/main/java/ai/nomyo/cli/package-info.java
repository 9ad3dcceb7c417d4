/**
 * The {@code nomyo} command.
 *
 * <p>Start at {@link ai.nomyo.cli.NomyoCommand}; each subcommand is a class of its name.
 */
@NullMarked
package ai.nomyo.cli;

import org.jspecify.annotations.NullMarked;
