package dev.secateur.engine.quant;

import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parametrisation;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// The choice between the codes below and above each weight: `s clamp(floor(w / s) + h, -high, high)`, h being a sigmoid stretched beyond 0 and 1
/// and cut off there. Learned by Adam.
final class UpOrDown implements Parametrisation, AutoCloseable {

    private static final double STRETCH = 1.2;
    private static final double BEGIN = -0.1;
    private static final double WEIGHT = 0.01;
    /// Part of the iterations without a penalty.
    private static final double WARM = 0.2;
    private static final double SHARPEST = 2;
    private static final double BLUNTEST = 20;
    private static final double RATE = 0.01;
    private static final double FIRST = 0.9;
    private static final double SECOND = 0.999;
    private static final double TINY = 1e-8;

    private final QuantisedWeight start;
    private final int iterations;
    private final Var below;
    private final Var steps;
    private final Var logits;
    private final Var mean;
    private final Var squares;

    /// @param start steps and width; its codes are not used
    UpOrDown(QuantisedWeight start, int iterations) {
        this.start = start;
        this.iterations = iterations;
        float[] weights = start.layer().weight().toFloats();
        long[] dims = start.layer().weight().dims();
        float[] floors = new float[weights.length];
        float[] own = new float[weights.length];
        float[] first = new float[weights.length];
        for (int i = 0; i < weights.length; i++) {
            own[i] = start.step(start.layer().channelOf(i));
            double code = weights[i] / own[i];
            floors[i] = (float) Math.floor(code);
            first[i] = (float) -Math.log(STRETCH / (code - floors[i] - BEGIN) - 1);
        }
        this.below = Var.of(floors, dims).keep();
        this.steps = Var.of(own, dims).keep();
        this.logits = Var.of(first, dims).keep().requireGradient(true);
        this.mean = logits.zerosLike().keep();
        this.squares = logits.zerosLike().keep();
    }

    Var logits() {
        return logits;
    }

    private Var up() {
        return logits.sigmoid().mul(STRETCH).add(BEGIN).clamp(0, 1);
    }

    @Override
    public Var effective(Var raw, Mode mode) {
        int high = Grid.highest(start.bits());
        return below.add(up()).clamp(-high, high).mul(steps);
    }

    /// What choices cost that are not made yet; 0 at first.
    Var penalty(int iteration) {
        double done = (double) iteration / iterations;
        if (done < WARM) {
            return Var.scalar(0);
        }
        double power = BLUNTEST + (SHARPEST - BLUNTEST) * (done - WARM) / (1 - WARM);
        return up().mul(2).sub(1).abs().pow(power).neg().add(1).sum().mul(WEIGHT);
    }

    void step(Var gradient, int iteration) {
        try (Section off = Torch.withoutGradients()) {
            Update.lerp(mean, gradient, 1 - FIRST);
            Update.lerp(squares, gradient.square(), 1 - SECOND);
            Var size = squares.div(1 - Math.pow(SECOND, iteration + 1)).sqrt().add(TINY);
            Update.addQuotient(logits, -RATE / (1 - Math.pow(FIRST, iteration + 1)), mean, size);
        }
    }

    short[] codes() {
        try (Section off = Torch.withoutGradients(); Scope scope = Scope.open()) {
            int high = Grid.highest(start.bits());
            float[] found = below.add(up().greaterOrEqual(0.5).to(below.dtype())).clamp(-high, high).toFloats();
            short[] codes = new short[found.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = (short) found[i];
            }
            return codes;
        }
    }

    @Override
    public void close() {
        below.close();
        steps.close();
        logits.close();
        mean.close();
        squares.close();
    }
}
