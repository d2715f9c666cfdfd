package dev.secateur.engine.block;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.network.Networks;

import static org.assertj.core.api.Assertions.assertThat;

/// Blocks of the fixtures, which are laid out as exporters write them.
final class NetworkBlocksTest {

    private static Graph network(String name) {
        return Objects.requireNonNull(Networks.all().get(name)).get();
    }

    @ParameterizedTest
    @CsvSource({"resnet-basic,RESIDUAL_BASIC,4", "resnet-bottleneck,BOTTLENECK,4", "resnext,BOTTLENECK,4",
        "densenet,DENSE_BLOCK,2", "densenet,DENSE_LAYER,6", "inception,BRANCHES,2", "shufflenet,SHUFFLE_UNIT,4",
        "plain,CONVOLUTIONS,2", "regnet-x,BOTTLENECK,4", "regnet-y,BOTTLENECK,4", "regnet-y,SQUEEZE_EXCITE,4",
        "vit,TRANSFORMER,2", "vit,ATTENTION,2", "vit,MLP,2", "vit-parts,TRANSFORMER,2", "vit-20,TRANSFORMER,2",
        "convnext,CONVNEXT,4", "convnext-parts,CONVNEXT,4", "swin,TRANSFORMER,4", "swin-parts,TRANSFORMER,4"})
    void findsAllBlocksOfAKind(String network, BlockKind kind, int count) {
        assertThat(BlockFinderTest.find(network(network)).stream().filter(b -> b.kind() == kind)).hasSize(count);
    }

    @Test
    void blocksOfAllNetworksAreNestedOrApartAndRefusalsNameNodes() {
        for (String name : Networks.all().keySet()) {
            List<Block> blocks = BlockFinderTest.find(network(name));
            assertThat(blocks.stream().map(Block::id)).as(name).doesNotHaveDuplicates();
            for (Block block : blocks) {
                Set<Integer> nodes = Set.copyOf(block.nodes());
                assertThat(blocks).as(name).allMatch(o -> o == block || nodes.containsAll(o.nodes())
                        || o.nodes().containsAll(nodes) || o.nodes().stream().noneMatch(nodes::contains));
                assertThat(block.legality() instanceof Legality.Refused r && r.nodes().isEmpty()).as(block.id())
                        .isFalse();
            }
        }
    }
}
