// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * The classes of this module and of those below it, tests left out; read once, as it takes long.
 */
final class MainClasses {

  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("ai.nomyo");

  private MainClasses() {}
}
