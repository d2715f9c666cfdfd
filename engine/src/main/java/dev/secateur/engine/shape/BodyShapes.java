package dev.secateur.engine.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Body;
import dev.secateur.engine.op.Opaque;
import dev.secateur.engine.tensor.DType;

/// Operators with sub-graphs, whose results are those of the sub-graphs.
final class BodyShapes {

    /// Loops within as many sub-graphs are walked once with open states: rounds within rounds would multiply.
    private static final int DEEP = 3;

    private BodyShapes() {}

    static void infer(Opaque op, Site site) {
        switch (op.type()) {
            case "If" -> branches(site);
            case "Loop" -> loop(site);
            case "Scan" -> ScanShapes.infer(op, site);
            default -> {
                // What the file declares is used.
            }
        }
    }

    /// The results of the branch that surely runs, or what both branches agree on.
    private static void branches(Site site) {
        Body yes = body("then_branch", site);
        Body no = body("else_branch", site);
        if (yes == null || no == null) {
            return;
        }
        List<Fact> then = site.enter(yes, List.of());
        List<Fact> otherwise = site.enter(no, List.of());
        List<Long> condition = site.numbers(0);
        for (int i = 0; i < Math.min(then.size(), otherwise.size()); i++) {
            site.give(i, condition == null || condition.size() != 1
                    ? common(then.get(i), otherwise.get(i))
                    : condition.getFirst() != 0 ? then.get(i) : otherwise.get(i));
        }
    }

    static @Nullable Body body(String name, Site site) {
        return site.bodies().stream().filter(b -> b.name().equals(name)).findFirst().orElse(null);
    }

    static Fact common(Fact a, Fact b) {
        if (a.equals(b)) {
            return a;
        }
        List<Extent> left = a.dims();
        List<Extent> right = b.dims();
        List<Extent> dims = null;
        if (left != null && right != null && left.size() == right.size()) {
            dims = new ArrayList<>();
            for (int i = 0; i < left.size(); i++) {
                dims.add(left.get(i).isSame(right.get(i)) ? left.get(i) : Extent.UNKNOWN);
            }
        }
        return new Fact(Objects.equals(a.dtype(), b.dtype()) ? a.dtype() : null, dims, null);
    }

    /// States keep what no iteration changes; what an iteration appends is as long as the loop runs.
    private static void loop(Site site) {
        Body body = body("body", site);
        int states = site.inputCount() - 2;
        if (body == null || states < 0 || body.formal() != states + 2) {
            return;
        }
        boolean open = site.depth() >= DEEP;
        List<Fact> before = new ArrayList<>();
        for (int i = 0; i < states; i++) {
            before.add(new Fact(site.dtype(i + 2), open ? null : site.dims(i + 2), null));
        }
        List<Fact> after = iterate(site, body, before);
        // Each further round can only make more extents unknown; with as many rounds as there are states nothing changes any more.
        for (int round = 0; round <= states && after.size() > states && !open; round++) {
            List<Fact> merged = new ArrayList<>();
            for (int i = 0; i < states; i++) {
                merged.add(common(before.get(i), new Fact(after.get(i + 1).dtype(), after.get(i + 1).dims(), null)));
            }
            if (merged.equals(before)) {
                break;
            }
            before = merged;
            after = iterate(site, body, before);
        }
        for (int i = 0; i < states; i++) {
            site.give(i, before.get(i));
        }
        for (int i = states; i + 1 < after.size(); i++) {
            List<Extent> one = after.get(i + 1).dims();
            List<Extent> dims = one == null ? null : new ArrayList<>(List.of(site.found(states)));
            if (dims != null && one != null) {
                dims.addAll(one);
            }
            site.give(i, after.get(i + 1).dtype(), dims);
        }
    }

    private static List<Fact> iterate(Site site, Body body, List<Fact> states) {
        List<Fact> formal = new ArrayList<>();
        formal.add(new Fact(DType.INT64, List.of(), null));
        formal.add(new Fact(DType.BOOL, List.of(), null));
        formal.addAll(states);
        return site.enter(body, formal);
    }
}
