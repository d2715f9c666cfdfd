package dev.secateur.engine.compress.updp;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Interceptor;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;

/// Leads one block from its given to its pruned form within a network that is trained.
final class Mixer {

    private final List<Mix> mixes;
    private final List<Mixing> parts = new ArrayList<>();
    private double lambda;

    Mixer(List<Mix> mixes) {
        this.mixes = List.copyOf(mixes);
    }

    /// How far the block is: 0 as given, 1 pruned.
    double lambda() {
        return lambda;
    }

    void setLambda(double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("lambda goes from 0 to 1: " + value);
        }
        lambda = value;
    }

    /// Puts the blocks' mixes into a network. What looks at a value comes behind whatever changes it.
    static void attach(TrainableGraph network, List<Mixer> mixers) {
        mixers.forEach(m -> m.mixes.forEach(mix -> m.parts.add(m.new Mixing(mix))));
        for (Class<? extends Mix> kind : List.of(Mix.Blend.class, Mix.Fade.class, Mix.Border.class)) {
            mixers.forEach(m -> m.parts.stream().filter(p -> kind.isInstance(p.mix))
                    .forEach(p -> network.attach(p.mix.at(), p)));
        }
        mixers.forEach(m -> m.parts.forEach(p -> {
            if (p.mix instanceof Mix.Blend(var at, var other, boolean towards)) {
                network.attach(other, p.look());
            }
        }));
    }

    /// One mix at its place.
    private final class Mixing implements Interceptor {

        private final Mix mix;
        private @Nullable Var seen;

        Mixing(Mix mix) {
            this.mix = mix;
        }

        /// Keeps the other value until it is asked for.
        Interceptor look() {
            return (value, mode) -> {
                seen = value;
                return value;
            };
        }

        @Override
        public Var intercept(Var value, Mode mode) {
            return switch (mix) {
                case Mix.Blend(var at, var other, boolean towards) -> blend(value, towards);
                case Mix.Fade(var at, boolean rises) -> value.mul(rises ? lambda : 1 - lambda);
                case Mix.Border border -> lambda == 1 || border.isEmpty() ? value : value.mul(mask(border, value));
            };
        }

        private Var blend(Var value, boolean towards) {
            Var other = seen;
            seen = null;
            if (other == null) {
                throw new IllegalStateException("the other value of a mix was not made before");
            }
            double share = towards ? lambda : 1 - lambda;
            return share == 0 ? value : share == 1 ? other : value.mul(1 - share).add(other.mul(share));
        }

        private Var mask(Mix.Border border, Var value) {
            boolean flat = value.rank() == 3;
            int rows = flat ? 1 : (int) value.dim(2);
            int columns = (int) value.dim(flat ? 2 : 3);
            float[] mask = new float[rows * columns];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    boolean inside = (flat || y >= border.top() && y < rows - border.bottom()) && x >= border.left()
                            && x < columns - border.right();
                    mask[y * columns + x] = inside ? 1 : (float) lambda;
                }
            }
            return flat ? Var.of(mask, 1, 1, columns) : Var.of(mask, 1, 1, rows, columns);
        }
    }
}
