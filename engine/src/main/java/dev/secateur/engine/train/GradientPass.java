package dev.secateur.engine.train;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.secateur.engine.autograd.ExecutionOptions;
import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Mode;
import dev.secateur.engine.autograd.Parameter;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.data.Augmentation;
import dev.secateur.engine.data.Batch;
import dev.secateur.engine.data.BatchLoader;
import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.LoadPlan;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// Shows the gradients of the loss on labelled pictures and changes nothing: what a ranking by gradients needs. Batch
/// normalisations use their running statistics, as the network will in use.
public final class GradientPass {

    private final Graph graph;
    private final TrainInput.Pictures pictures;
    private final Amount amount;

    /// How much is looked at.
    ///
    /// @param batch pictures in a batch; all if there are fewer
    /// @param batches batches at most; fewer if the pictures do not fill as many
    /// @param threads for each operator
    public record Amount(int batch, int batches, long seed, int threads) {}

    /// Looks at the gradients of one batch.
    @FunctionalInterface
    public interface Visitor {

        /// @param gradients of the mean cross-entropy over the batch, in the order of the parameters
        void see(List<Parameter> parameters, Gradients gradients);
    }

    public GradientPass(Graph graph, TrainInput.Pictures pictures, Amount amount) {
        this.graph = graph;
        this.pictures = pictures;
        this.amount = amount;
    }

    /// Goes through the pictures.
    ///
    /// @param names of the parameters whose gradients are wanted; those that the network does not learn are left out
    /// @return how many batches were seen
    /// @throws ProblemException if network and pictures do not fit, or a loss is not finite
    public int run(Set<String> names, Visitor visitor, Progress progress) throws ProblemException {
        Dataset data = pictures.training();
        Head head = Head.of(graph);
        head.requireExtents(graph, data);
        head.requireClasses(graph, data);
        int batch = Math.min(amount.batch(), data.size());
        head.requireBatch(graph, batch);
        Torch.require();
        Torch.setThreads(amount.threads());
        LoadPlan plan = new LoadPlan(pictures.normalisation(), Augmentation.none(), batch, amount.seed(), 1);
        int batches = Math.min(amount.batches(), plan.batches(data.size()));
        try (TrainableGraph network = TrainableGraph.of(graph,
                ExecutionOptions.defaults().between(List.of(head.input()), List.of(head.output())));
                BatchLoader loader = BatchLoader.open(data, plan, Batch.Position.START)) {
            List<Parameter> wanted = network.parameters().stream().filter(p -> names.contains(p.name())).toList();
            for (int i = 0; i < batches; i++) {
                progress.report((double) i / batches, "Looking at gradients, batch " + (i + 1) + " of " + batches);
                progress.check();
                see(network, head, loader.next(progress), wanted, visitor);
            }
        }
        return batches;
    }

    private static void see(TrainableGraph network, Head head, Batch batch, List<Parameter> wanted, Visitor visitor)
            throws ProblemException {
        try (Scope scope = Scope.open()) {
            Var scores = network.forward(Map.of(head.input(), Var.of(batch.pictures(), batch.dims())), Mode.EVAL)
                    .values().iterator().next().reshape(batch.size(), head.classes());
            Var loss = Losses.crossEntropy(scores, Var.of(batch.labels(), batch.size()), 0);
            if (!Double.isFinite(loss.item())) {
                throw ProblemException.ofModel("cannot look at gradients", null, "the loss on the pictures is "
                        + loss.item(), "look at how pixels are taken");
            }
            visitor.see(wanted, Gradients.of(loss, wanted.stream().map(Parameter::value).toList()));
        }
    }
}
