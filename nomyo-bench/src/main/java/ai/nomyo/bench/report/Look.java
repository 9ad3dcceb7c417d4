// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Colours and lines that all charts share: a colour is a backend, dashes are the newer JDK. */
final class Look {

  static final int WIDTH = 860;
  static final int HEIGHT = 480;

  private static final List<String> BACKENDS = List.of("jdk", "conscrypt", "accp", "bc", "bcfips");
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x1f77b4),
          new Color(0x2ca02c),
          new Color(0xff7f0e),
          new Color(0x9467bd),
          new Color(0x8c564b));
  private static final Color LIMIT = new Color(0xd62728);
  private static final BasicStroke SOLID = new BasicStroke(2);
  private static final BasicStroke DASHED =
      new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {8, 5}, 0);

  private Look() {}

  static Color of(String backend) {
    int known = BACKENDS.indexOf(backend);
    return known < 0 ? Color.DARK_GRAY : COLOURS.get(known);
  }

  static Color limit() {
    return LIMIT;
  }

  static BasicStroke line(boolean dashed) {
    return dashed ? DASHED : SOLID;
  }

  /** Colours of bars that stand side by side. */
  static Color bar(int number) {
    return COLOURS.get(number % COLOURS.size());
  }

  static void apply(AxesChartStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    // Dashes would be outlines, each a path of its own.
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setPlotGridLinesColor(new Color(0xdddddd));
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setLegendPosition(LegendPosition.OutsideE);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
  }
}
