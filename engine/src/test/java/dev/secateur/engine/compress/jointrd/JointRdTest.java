package dev.secateur.engine.compress.jointrd;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodContract;
import dev.secateur.engine.compress.MethodInput;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Header;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.op.BatchNormalization;
import dev.secateur.engine.problem.ProblemException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JointRdTest extends MethodContract<JointRdConfig> {

    @Override
    protected Method<JointRdConfig> method() {
        return new JointRd();
    }

    @Override
    protected Graph graph() {
        return ResNet.of(8, new Pictures(1, 8, 4), 3);
    }

    @Override
    protected JointRdConfig config() {
        return untrained(Form.JOINT, Start.KAIMING, false);
    }

    private static JointRdConfig untrained(Form form, Start start, boolean fold) {
        return new JointRdConfig(form, Shortcuts.DOWNSAMPLING, start, 0, 0, 16, 0.05, 5e-4, 5, Guidance.defaults(),
                fold,
                false);
    }

    @Test
    void untrainedItIsThePlainNetworkAndSaysSo() throws Exception {
        MethodResult result = run(graph(), config(), null, Progress.none());
        JointRdReport report = (JointRdReport) result.report();
        assertThat(report.shortcutsRemoved()).isEqualTo(1);
        assertThat(report.shortcutsKept()).isEqualTo(2);
        assertThat(report.diracConvolutions()).isEqualTo(6);
        assertThat(report.note()).contains("not trained");
        assertThat(report.memory().peakBytesAfter()).isLessThan(report.memory().peakBytesBefore());
        assertThat(result.changes()).hasSize(1);
    }

    @Test
    void foldingKernelsAndNormalisationsChangesNoNumber() throws Exception {
        MethodResult result = run(graph(), untrained(Form.JOINT, Start.TEACHER, true), null, Progress.none());
        assertThat(requireNonNull(result.parity()).maxRel()).isLessThan(1e-5);
        assertThat(result.graph().nodes()).noneMatch(n -> n.op() instanceof BatchNormalization);
    }

    @Test
    void aNetworkWithoutNormalisationsGetsThemToTrainWith() throws Exception {
        Graph folded = Preparation.folded(graph(), Progress.none());
        MethodResult result = run(folded, config(), null, Progress.none());
        assertThat(((JointRdReport) result.report()).normalisationsRecreated()).isEqualTo(9);
        assertThat(result.graph().nodes()).anyMatch(n -> n.op() instanceof BatchNormalization);
    }

    @Test
    void withoutDataItTellsTheCure() {
        JointRdConfig trains = new JointRdConfig(Form.NAIVE, Shortcuts.DOWNSAMPLING, Start.KAIMING, 1, 0, 16, 0.05, 0,
                0,
                Guidance.defaults(), false, false);
        assertThatThrownBy(() -> method().run(new MethodInput<>(graph(), trains, null, 5, 1), Progress.none()))
                .isInstanceOf(ProblemException.class).hasMessageContaining("--data").hasMessageContaining("0 epochs");
    }

    @Test
    void aNetworkWithoutShortcutsIsNotForIt() {
        Graph empty = Graph.empty(new Header("empty", 8, java.util.Map.of("", 17L), null));
        assertThat(method().applicability(empty, config())).isInstanceOf(Applicability.No.class);
    }
}
