package dev.secateur.views.session;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import dev.secateur.engine.architecture.Pictures;
import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.dynamicslimming.DynamicConfig;
import dev.secateur.engine.compress.dynamicslimming.DynamicSlimming;
import dev.secateur.engine.compress.scop.Scop;
import dev.secateur.engine.compress.scop.ScopConfig;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.views.testing.HeldJobs;
import dev.secateur.views.testing.Networks;
import dev.secateur.views.testing.UnaskedWork;

import static org.assertj.core.api.Assertions.assertThat;

class SuitabilityTest {

    private final HeldJobs jobs = new HeldJobs();
    private final SessionModel session = new SessionModel(jobs, new UnaskedWork() {
        @Override
        public Graph read(Path file, Progress progress) {
            return file.toString().equals("chain") ? Networks.chain(1) : ResNet.of(8, Pictures.cifarTen(), 1);
        }
    });
    private final Suitability suitability = new Suitability(session);

    @Test
    void methodsAreAskedInAJobAndAnswersToOlderQuestionsAreDropped() {
        suitability.ask(new Scop(), ScopConfig.defaults());
        assertThat(jobs.waiting()).isZero();
        session.open(Path.of("chain"));
        jobs.runAll();
        suitability.ask(new Scop(), ScopConfig.defaults());
        assertThat(suitability.answerProperty().get()).isNull();
        assertThat(suitability.refusal()).isEmpty();
        jobs.runAll();
        assertThat(suitability.refusal()).startsWith("Not for this model: ").endsWith(".");
        suitability.ask(new DynamicSlimming(), DynamicConfig.defaults());
        assertThat(suitability.answerProperty().get()).isNull();
        session.open(Path.of("resnet"));
        suitability.ask(new Scop(), ScopConfig.defaults());
        suitability.forget();
        jobs.runAll();
        assertThat(suitability.answerProperty().get()).isNull();
        suitability.ask(new Scop(), ScopConfig.defaults());
        jobs.runAll();
        assertThat(suitability.answerProperty().get()).isInstanceOf(Applicability.Yes.class);
    }
}
