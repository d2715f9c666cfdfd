package dev.secateur.engine.session;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import com.sun.management.HotSpotDiagnosticMXBean;
import org.junit.jupiter.api.Test;

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

import static org.assertj.core.api.Assertions.assertThat;

class ManyVersionsTest {

    private static final int VERSIONS = 50;
    private static final int LOOKS = 5;

    /// What the window keeps of a version beside its graph.
    private record Looked(Shapes shapes, Costs costs, List<Block> blocks) {

        static Looked at(Graph graph) {
            Shapes shapes = ShapeInference.infer(graph, Bindings.batch(1));
            return new Looked(shapes, CostRules.count(graph, shapes), BlockFinder.find(graph, shapes));
        }
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

    @Test
    void versionsTakeTheMemoryOfTheWeightsThatReallyDiffer() {
        Looked.at(Networks.imageNetResNet(50));
        long before = used();

        VersionTree tree = VersionTree.of("Original", Networks.imageNetResNet(50));
        List<Looked> looked = new ArrayList<>(List.of(Looked.at(tree.original().graph())));
        for (int i = 1; i < VERSIONS; i++) {
            tree = tree.add("v" + i, SessionStoreTest.changed(tree.present().graph(), i, i), new Step("l1", "{}"));
            looked.add(Looked.at(tree.present().graph()));
        }
        long taken = used() - before;

        long differing = differing(tree);
        long whole = tree.versions().stream().mapToLong(v -> bytes(v.graph())).sum();
        assertThat(looked).hasSize(VERSIONS);
        assertThat(taken).as("bytes that %s versions take, of weights %s", VERSIONS, differing)
                .isGreaterThan(differing / 2).isLessThan(3 * stored(tree) / 2);
        assertThat(differing).isLessThan(whole / 10);
    }

    /// Bytes of all weights of all versions, each once.
    private static long differing(VersionTree tree) {
        Set<Tensor> once = Collections.newSetFromMap(new IdentityHashMap<>());
        tree.versions().forEach(v -> once.addAll(v.graph().constants().values()));
        return once.stream().mapToLong(Tensor::byteSize).sum();
    }

    /// What these weights take on this heap: a large array fills whole regions of it. The launcher asks for small ones.
    private static long stored(VersionTree tree) {
        long region = Long.parseLong(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("G1HeapRegionSize").getValue());
        Set<Tensor> once = Collections.newSetFromMap(new IdentityHashMap<>());
        tree.versions().forEach(v -> once.addAll(v.graph().constants().values()));
        return once.stream().mapToLong(Tensor::byteSize)
                .map(b -> region == 0 || b < region / 2 ? b : Math.ceilDiv(b, region) * region).sum();
    }

    private static long bytes(Graph graph) {
        return graph.constants().values().stream().mapToLong(Tensor::byteSize).sum();
    }
}
