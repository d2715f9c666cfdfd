package dev.secateur.engine.session;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.BlockFinder;
import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.cost.Costs;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.network.Networks;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.Tensor;

/// Holds 50 versions of ResNet-50, each with other weights in one convolution, and says what they take of the heap.
final class VersionHolder {

    static final int VERSIONS = 50;
    private static final int LOOKS = 5;

    private VersionHolder() {}

    /// What the window keeps of a version beside its graph.
    private record Looked(Shapes shapes, Costs costs, List<Block> blocks) {

        static Looked at(Graph graph) {
            Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
            return new Looked(shapes, CostRules.count(graph, shapes), BlockFinder.find(graph, shapes));
        }
    }

    /// Prints `taken BYTES differing BYTES whole BYTES`.
    public static void main(String[] arguments) {
        Looked.at(Networks.imageNetResNet(50));
        long before = used();
        VersionTree tree = VersionTree.of("Original", Networks.imageNetResNet(50));
        List<Looked> looked = new ArrayList<>(List.of(Looked.at(tree.original().graph())));
        for (int i = 1; i < VERSIONS; i++) {
            tree = tree.add("v" + i, SessionStoreTest.changed(tree.present().graph(), i, i), new Step("l1", "{}"));
            looked.add(Looked.at(tree.present().graph()));
        }
        long taken = used() - before;
        // What was looked at is named after the measurement, so that nobody may let go of it before.
        if (looked.size() != VERSIONS) {
            throw new IllegalStateException(looked.size() + " versions");
        }
        System.out.printf("taken %d differing %d whole %d%n", taken, differing(tree),
                tree.versions().stream().mapToLong(v -> bytes(v.graph())).sum());
    }

    /// The least of several looks: what cannot be reached may outlive a collection, what can be reached outlives all of them.
    private static long used() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < LOOKS; i++) {
            System.gc();
            least = Math.min(least, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /// Bytes of all weights of all versions, each once.
    private static long differing(VersionTree tree) {
        Set<Tensor> once = Collections.newSetFromMap(new IdentityHashMap<>());
        tree.versions().forEach(v -> once.addAll(v.graph().constants().values()));
        return once.stream().mapToLong(Tensor::byteSize).sum();
    }

    private static long bytes(Graph graph) {
        return graph.constants().values().stream().mapToLong(Tensor::byteSize).sum();
    }
}
