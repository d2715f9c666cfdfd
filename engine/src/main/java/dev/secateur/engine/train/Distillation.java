package dev.secateur.engine.train;

import java.util.List;

import dev.secateur.engine.data.Fingerprint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.DType;

/// Learning from another network on the same pictures (Hinton et al. 2015; Romero et al. 2015 for features).
///
/// Where both networks give class scores, their softened probabilities are compared; other outputs are compared by their mean
/// squared difference.
///
/// @param teacher runs as it will be used; never changed
/// @param weight of the teacher against the labels, above 0 to 1; 1 learns from the teacher alone and needs no labels
/// @param temperature that softens scores, above 0
/// @param features inner values to bring together too; may be empty
/// @param featureWeight factor of their mean squared difference, 0 or more
public record Distillation(Graph teacher, double weight, double temperature, List<Pair> features,
        double featureWeight) {

    public Distillation {
        features = List.copyOf(features);
        if (!(weight > 0 && weight <= 1) || !(temperature > 0) || !(featureWeight >= 0)) {
            throw new IllegalArgumentException(
                    "a weight above 0 to 1, a temperature above 0 and a feature weight of 0 or more "
                            + "are needed: " + weight + ", " + temperature + ", " + featureWeight);
        }
    }

    /// Two values of equal extents.
    public record Pair(Value student, Value teacher) {}

    /// What tells this from learning from another network, or in another way: the teacher's nodes and numbers, and all settings.
    String fingerprint() {
        Fingerprint fingerprint = new Fingerprint().add(weight + " " + temperature + " " + featureWeight);
        for (Node node : teacher.nodes()) {
            fingerprint.add(teacher.name(node) + " " + node.op());
        }
        teacher.constants().values().stream().filter(tensor -> tensor.dtype() != DType.STRING)
                .forEach(tensor -> fingerprint.add(tensor.bytes()));
        // Values of the student are known by the order of its nodes, which a checkpoint of another network does not share anyway.
        features.forEach(pair -> fingerprint.add(teacher.name(pair.teacher())));
        return fingerprint.end();
    }

    /// From scores alone, with the weight 0.9 and the temperature 4.
    public static Distillation of(Graph teacher) {
        return new Distillation(teacher, 0.9, 4, List.of(), 0);
    }
}
