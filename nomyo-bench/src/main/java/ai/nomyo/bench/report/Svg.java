// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart as SVG, small enough to be kept. */
final class Svg {

  /** Tenths of a pixel are enough; the encoder writes ten digits. */
  private static final Pattern FINE = Pattern.compile("(\\d\\.\\d)\\d+");

  private Svg() {}

  static String of(Chart<?, ?> chart) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      VectorGraphicsEncoder.saveVectorGraphic(chart, bytes, VectorGraphicsFormat.SVG);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return FINE.matcher(bytes.toString(StandardCharsets.UTF_8)).replaceAll("$1");
  }
}
