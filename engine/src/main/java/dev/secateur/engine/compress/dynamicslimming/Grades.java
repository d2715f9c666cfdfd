package dev.secateur.engine.compress.dynamicslimming;

/// Thresholds in a few grades: a picture takes the grade whose centre lies nearest to what the predictor says of it.
///
/// @param centres of each grade, parts of the highest thresholds, `[grades][layers]`
/// @param parts what stands for them, likewise
record Grades(double[][] centres, double[][] parts) {

    /// Grades under which layers have the widths of a plan: thresholds lie halfway between the scales that stay and those that go, so that
    /// rounding moves none over them.
    static Grades of(GatedNetwork network, LevelPlan plan) {
        double[][] parts = new double[plan.count()][network.layers().size()];
        for (int k = 0; k < parts.length; k++) {
            for (int l = 0; l < parts[k].length; l++) {
                double[] sizes = network.sizes()[l];
                int[] order = Permuted.order(sizes);
                int width = plan.widths()[k][l];
                parts[k][l] = width >= order.length
                        ? 0
                        : (sizes[order[width - 1]] + sizes[order[width]]) / 2 / network.highest()[l];
            }
        }
        return new Grades(plan.centres(), parts);
    }

    int count() {
        return centres.length;
    }

    /// The grade that a picture takes.
    ///
    /// @param outputs of the predictor, before the sigmoid
    int of(float[] outputs) {
        return LevelPlan.nearest(centres, LevelPlan.parts(outputs));
    }
}
