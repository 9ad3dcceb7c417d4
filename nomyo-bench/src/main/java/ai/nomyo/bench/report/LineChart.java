// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench.report;

import java.awt.Color;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Figures over a logarithmic scale of payloads or threads. */
final class LineChart {

  private final XYChart chart;
  private double least = Double.MAX_VALUE;
  private double most;

  /**
   * @param logarithmic whether the figures' scale is, too; otherwise it begins at 0
   */
  LineChart(String title, String x, String y, boolean logarithmic) {
    chart =
        new XYChartBuilder()
            .width(Look.WIDTH)
            .height(Look.HEIGHT)
            .title(title)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    Look.apply(chart.getStyler());
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisLogarithmic(true).setYAxisLogarithmic(logarithmic);
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart.getStyler().setYAxisDecimalPattern("#,##0.##");
    if (!logarithmic) {
      chart.getStyler().setYAxisMin(0.0);
    }
  }

  /** A line, where there are points. */
  LineChart line(String name, Color colour, boolean dashed, Map<Integer, Double> points) {
    if (!points.isEmpty()) {
      Map<Integer, Double> sorted = new TreeMap<>(points);
      double[] x = sorted.keySet().stream().mapToDouble(Integer::doubleValue).toArray();
      double[] y = sorted.values().stream().mapToDouble(Double::doubleValue).toArray();
      least = Math.min(least, x[0]);
      most = Math.max(most, x[x.length - 1]);
      style(chart.addSeries(name, x, y), colour, dashed).setMarker(SeriesMarkers.CIRCLE);
    }
    return this;
  }

  /** A line at the same height everywhere. */
  LineChart limit(String name, double value) {
    if (!isEmpty()) {
      double[] x = {least, most};
      style(chart.addSeries(name, x, new double[] {value, value}), Look.limit(), false)
          .setMarker(SeriesMarkers.NONE);
    }
    return this;
  }

  private static XYSeries style(XYSeries series, Color colour, boolean dashed) {
    series.setLineColor(colour);
    series.setLineStyle(Look.line(dashed));
    series.setMarkerColor(colour);
    return series;
  }

  boolean isEmpty() {
    return chart.getSeriesMap().isEmpty();
  }

  String svg() {
    return Svg.of(chart);
  }
}
