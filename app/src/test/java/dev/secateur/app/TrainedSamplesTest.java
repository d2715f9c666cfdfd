package dev.secateur.app;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.secateur.engine.data.Split;
import dev.secateur.engine.evaluate.Evaluation;
import dev.secateur.engine.evaluate.EvaluationPlan;
import dev.secateur.engine.evaluate.Evaluator;
import dev.secateur.engine.evaluate.NetworkPictures;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.record.RunRecord;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// Trained sample models are as accurate as the manifest and their records state.
class TrainedSamplesTest {

    private static final String HOME = "dev/secateur/sample/";
    /// One picture of 2,000 may fall on the other side on another processor.
    private static final double ONE_PICTURE = 0.00051;

    @TempDir
    Path folder;

    @Test
    void theirAccuracyIsThatOfTheirRecord() throws Exception {
        List<JsonNode> trained = new ArrayList<>();
        for (JsonNode file : new JsonMapper().readTree(resource("manifest.json")).get("files")) {
            if (file.path("trained").asBoolean(false)) {
                trained.add(file);
            }
        }
        assumeTrue(!trained.isEmpty(), "no trained sample model is in the manifest");
        for (JsonNode model : trained) {
            Path written = Files.write(folder.resolve("run.json"), resource(model.get("record").asString()));
            RunRecord.Metrics stated = Objects.requireNonNull(RunRecord.read(written).after());
            assertThat(stated.top1()).isEqualTo(model.get("top1").asDouble());
            Evaluation found = evaluated(OnnxReader.decode(resource(model.get("path").asString()), null));
            assertThat(found.samples()).isEqualTo(stated.samples());
            assertThat(found.top1()).as("%s", model.get("path")).isCloseTo(stated.top1(), within(ONE_PICTURE));
        }
    }

    private static Evaluation evaluated(Graph graph) throws Exception {
        NetworkPictures pictures = NetworkPictures.open(TrainedSamplesTest.class.getClassLoader()::getResourceAsStream,
                graph, "fashion", Split.TEST, null);
        try (OrtSession session = OrtSession.open(graph, OrtOptions.defaults())) {
            return Evaluator.run(session, graph, pictures.data(),
                    new EvaluationPlan(pictures.normalisation(), 100, pictures.data().size()), Progress.none());
        }
    }

    private static byte[] resource(String path) throws Exception {
        try (InputStream in = TrainedSamplesTest.class.getClassLoader().getResourceAsStream(HOME + path)) {
            return Objects.requireNonNull(in, path).readAllBytes();
        }
    }
}
