// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures side by side, for each backend. */
final class BarChart {

  private final CategoryChart chart;
  private final List<String> backends;
  private int bars;

  BarChart(String title, String y, List<String> backends) {
    this.backends = backends;
    chart =
        new CategoryChartBuilder()
            .width(Look.WIDTH)
            .height(Look.HEIGHT)
            .title(title)
            .xAxisTitle("backend")
            .yAxisTitle(y)
            .build();
    Look.apply(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.8).setYAxisMin(0.0);
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
  }

  /** A bar for each backend that has a figure, if any has. */
  BarChart bar(String name, Function<String, @Nullable Double> figure) {
    List<@Nullable Double> heights = new ArrayList<>();
    backends.forEach(backend -> heights.add(figure.apply(backend)));
    if (heights.stream().anyMatch(height -> height != null)) {
      Collections.replaceAll(heights, null, 0.0);
      chart.addSeries(name, backends, heights).setFillColor(Look.bar(bars++));
    }
    return this;
  }

  /** A line at the same height everywhere. */
  BarChart limit(String name, double value) {
    if (bars > 0) {
      CategorySeries line =
          chart.addSeries(name, backends, Collections.nCopies(backends.size(), value));
      line.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line);
      line.setLineColor(Look.limit()).setLineStyle(Look.line(false));
      line.setMarker(SeriesMarkers.NONE);
    }
    return this;
  }

  boolean isEmpty() {
    return bars == 0;
  }

  String svg() {
    return Svg.of(chart);
  }
}
