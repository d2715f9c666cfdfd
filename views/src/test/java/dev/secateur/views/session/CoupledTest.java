package dev.secateur.views.session;

import java.nio.file.Path;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.Sessions;

import static org.assertj.core.api.Assertions.assertThat;

class CoupledTest {

    private final Graph graph = Networks.resNet(2);
    private final SessionModel session = Sessions.with(graph);

    @Test
    void aSelectedConvolutionHasTheGroupOfTheChannelsThatItMakes() {
        select("/layer1/layer1.0/conv1/Conv");
        Coupled.Chosen chosen = Objects.requireNonNull(session.coupled().chosenProperty().get());
        assertThat(chosen.group().id()).isEqualTo("/layer1/layer1.0/conv1/Conv");
        assertThat(chosen.group().consumers()).extracting(graph::name).containsExactly("/layer1/layer1.0/conv2/Conv");
        assertThat(session.coupled().searchingProperty().get()).isFalse();
    }

    @Test
    void aNodeThatOnlyPassesChannelsOnHasTheirGroup() {
        select("/layer1/layer1.0/Relu_1");
        Coupled.Chosen chosen = Objects.requireNonNull(session.coupled().chosenProperty().get());
        assertThat(chosen.group().producers()).extracting(graph::name)
                .contains("/conv1/Conv", "/layer1/layer1.0/conv2/Conv", "/layer3/layer3.1/conv2/Conv");
        assertThat(chosen.group().ties()).hasSize(6);
    }

    @Test
    void groupsAreFoundOnceForEachVersion() {
        select("/conv1/Conv");
        Coupled.Chosen first = Objects.requireNonNull(session.coupled().chosenProperty().get());
        session.select(Selection.NONE);
        assertThat(session.coupled().chosenProperty().get()).isNull();
        select("/layer2/layer2.0/conv1/Conv");
        assertThat(Objects.requireNonNull(session.coupled().chosenProperty().get()).coupling())
                .isSameAs(first.coupling());
    }

    @Test
    void anotherModelHasItsOwnGroups() {
        select("/conv1/Conv");
        session.open(Path.of("other.onnx"));
        assertThat(session.coupled().chosenProperty().get()).isNull();
    }

    @Test
    void insideASubGraphNothingIsCoupledWithTheModelsNodes() {
        select("/conv1/Conv");
        session.scope().look(new Analysis(Networks.chain(2)));
        assertThat(session.coupled().chosenProperty().get()).isNull();
        session.scope().look(null);
        assertThat(session.coupled().chosenProperty().get()).isNotNull();
    }

    private void select(String name) {
        Node node = graph.nodeNamed(name).orElseThrow();
        session.select(Selection.ofNode(node.id()));
    }
}
