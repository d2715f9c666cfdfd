package dev.secateur.engine.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.rewrite.Convolution;
import dev.secateur.engine.rewrite.Geometry;
import dev.secateur.engine.rewrite.Kernel;

/// How the convolutions of a block become one; no weights are computed.
///
/// @param variant which way
/// @param main the convolutions on the main path, first to last
/// @param projection the convolution on the shortcut, null for none
/// @param geometry of the one that comes out
public record MergePlan(Variant variant, List<Convolution> main, @Nullable Convolution projection, Geometry geometry) {

    public MergePlan {
        main = List.copyOf(main);
    }

    /// What the shortcut asks of the merged kernel.
    ///
    /// @param identity true if the entry itself is added
    /// @param projection the convolution whose result is added, null for none
    record Bypass(boolean identity, @Nullable Convolution projection) {}

    /// True if a variant differs from {@link Variant#EXACT} for convolutions of these geometries.
    static boolean differs(Variant variant, List<Convolution> main) {
        List<Geometry> steps = main.stream().map(Convolution::geometry).toList();
        return switch (variant) {
            case EXACT, DROP -> false;
            case STRIDE_LAST -> stridesBeforeLarge(steps);
            case CENTRE_TAP -> large(steps) >= 2;
        };
    }

    /// The plan for a variant; empty if it is impossible here.
    static Optional<MergePlan> of(Variant variant, List<Convolution> main, Bypass bypass) {
        List<Geometry> steps = new ArrayList<>(main.stream().map(Convolution::geometry).toList());
        if (variant != Variant.EXACT && stridesBeforeLarge(steps) && !movesStride(steps)) {
            return Optional.empty();
        }
        movePadding(steps);
        if (variant == Variant.CENTRE_TAP && !reduceFirst(steps)) {
            return Optional.empty();
        }
        Geometry merged = steps.stream().reduce(Geometry::then).orElseThrow();
        return bypassed(merged, main, bypass).map(g -> new MergePlan(variant, main, bypass.projection(), g));
    }

    private static long large(List<Geometry> steps) {
        return steps.stream().filter(g -> !g.isOneByOne()).count();
    }

    private static boolean stridesBeforeLarge(List<Geometry> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isStrided() && large(steps.subList(i + 1, steps.size())) > 0) {
                return true;
            }
        }
        return false;
    }

    /// Moves all strides to the last step.
    ///
    /// @return false if that is not possible
    private static boolean movesStride(List<Geometry> steps) {
        for (int i = 0; i + 1 < steps.size(); i++) {
            Geometry first = steps.get(i);
            Geometry second = steps.get(i + 1);
            if (!first.isStrided()) {
                continue;
            }
            if (second.rows().surplus() != -1 || second.columns().surplus() != -1) {
                return false;
            }
            steps.set(i, first.withStrides(1, 1));
            steps.set(i + 1, second.withStrides(second.rows().stride() * first.rows().stride(),
                    second.columns().stride() * first.columns().stride()));
        }
        return true;
    }

    private static void movePadding(List<Geometry> steps) {
        for (int i = steps.size() - 1; i > 0; i--) {
            steps.set(i - 1, steps.get(i - 1).takingPaddingOf(steps.get(i)));
            steps.set(i, steps.get(i).withoutPadding());
        }
    }

    private static boolean reduceFirst(List<Geometry> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).isOneByOne()) {
                boolean possible = steps.get(i).hasCentreTap();
                if (possible) {
                    steps.set(i, steps.get(i).centreTap());
                }
                return possible;
            }
        }
        return false;
    }

    private static Optional<Geometry> bypassed(Geometry merged, List<Convolution> main, Bypass bypass) {
        if (bypass.projection() != null) {
            return Optional.ofNullable(merged.covering(bypass.projection().geometry()));
        }
        boolean fits = !bypass.identity()
                || merged.keepsExtent() && main.getFirst().inputs() == main.getLast().outputs();
        return fits ? Optional.of(merged) : Optional.empty();
    }

    /// Number of groups of the one that comes out.
    public int groups() {
        int groups = main.getFirst().group();
        for (Convolution each : main) {
            groups = Kernel.commonGroups(groups, each.group());
        }
        return projection != null && projection.group() != groups ? 1 : groups;
    }

    /// Number of its weights.
    public long weights() {
        return (long) inputs() * outputs() / groups() * geometry.rows().kernel() * geometry.columns().kernel();
    }

    /// Channels that go in.
    public int inputs() {
        return main.getFirst().inputs();
    }

    /// Channels that come out.
    public int outputs() {
        return main.getLast().outputs();
    }

    /// Its name for people: `5×5 exact`.
    public String label() {
        return geometry.rows().kernel() + "×" + geometry.columns().kernel() + " " + variant.label();
    }
}
