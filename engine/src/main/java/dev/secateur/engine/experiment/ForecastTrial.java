package dev.secateur.engine.experiment;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import dev.secateur.engine.cost.CostRules;
import dev.secateur.engine.coupling.ChannelCut;
import dev.secateur.engine.coupling.ChannelGroup;
import dev.secateur.engine.coupling.Coupling;
import dev.secateur.engine.coupling.Floor;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.Forecast;
import dev.secateur.engine.hardware.ForecastFit;
import dev.secateur.engine.hardware.LayerClock;
import dev.secateur.engine.hardware.LayerTable;
import dev.secateur.engine.hardware.TableStore;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;
import dev.secateur.engine.runtime.Bench;
import dev.secateur.engine.runtime.BenchPlan;
import dev.secateur.engine.runtime.OrtOptions;
import dev.secateur.engine.runtime.OrtSession;
import dev.secateur.engine.runtime.Pairing;
import dev.secateur.engine.runtime.SampleInputs;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.store.JsonFile;
import dev.secateur.engine.tensor.Tensor;

/// Holds forecasts of a model's variants against measurements: each variant has lost random channels, so many of each group as were drawn.
///
/// Each variant is timed in turns with the model itself. What counts is the ratio, times the model's own median over all turns: whatever
/// else the machine does meanwhile slows both alike.
///
/// @param machine that it was measured on
/// @param batch samples in a run
/// @param loadBefore the machine's load average at the beginning; negative where the system does not tell
/// @param loadAfter at the end
/// @param underLoad true if more processes wanted to run than there are processors
/// @param modelMs the model's own time, milliseconds
/// @param forecastMs what the table says of it
/// @param variants in the order in which they were drawn
/// @param fit of all variants
/// @param started local date and time with zone, ISO 8601
public record ForecastTrial(Machine machine, int batch, double loadBefore, double loadAfter, boolean underLoad,
        double modelMs, double forecastMs, List<Variant> variants, ForecastFit fit, String started) {

    private static final JsonFile.Format FORMAT = new JsonFile.Format("secateur-forecast-trial", 1);
    private static final double LEAST_PART = 0.05;
    private static final double MOST_PART = 0.75;

    public ForecastTrial {
        variants = List.copyOf(variants);
    }

    /// A variant.
    ///
    /// @param macs part of the model's multiply-accumulates that is left, 0..1
    /// @param low end of the 95 % interval of the measured time, milliseconds
    /// @param high other end
    public record Variant(double macs, double forecastMs, double measuredMs, double low, double high) {}

    /// How to go about it.
    ///
    /// @param count of variants, 2 or more
    /// @param seed of the variants
    /// @param plan for timing each
    public record Plan(int count, int batch, int threads, long seed, BenchPlan plan) {}

    /// Makes the trial. Layers that were timed are kept for later forecasts.
    ///
    /// @throws ProblemException if the model has no channels that can go
    public static ForecastTrial run(Graph model, Plan plan, Progress progress) throws ProblemException {
        Coupling coupling = Coupling.of(model);
        if (coupling.removable(false).isEmpty()) {
            throw ProblemException.ofModel("cannot make variants", null, "no channel can be cut", "");
        }
        return new Trial(model, coupling, plan).run(progress);
    }

    /// Writes it as a whole.
    public void write(Path file) throws ProblemException {
        JsonFile.write(file, FORMAT, this);
    }

    /// Reads one.
    public static ForecastTrial read(Path file) throws ProblemException {
        return JsonFile.read(file, FORMAT, ForecastTrial.class);
    }

    /// @param coupling of the model
    private record Trial(Graph model, Coupling coupling, Plan plan) {

        ForecastTrial run(Progress progress) throws ProblemException {
            String started = OffsetDateTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
            double load = Bench.loadAverage();
            Machine machine = Machine.present(plan.threads());
            TableStore store = TableStore.standard();
            LayerTable table = LayerClock.complete(store.load(machine.cpu(), plan.threads()),
                    Forecast.layers(model, plan.batch()), progress.part(0, 0.1));
            Map<String, Tensor> inputs = SampleInputs.normal(model, Bindings.batch(plan.batch()), plan.batch(), 1);
            Forecast forecast = Forecast.of(model, table, inputs, plan.batch(), progress.part(0.1, 0.12));
            List<Graph> variants = variants();
            for (int i = 0; i < variants.size(); i++) {
                table = LayerClock.complete(table, Forecast.layers(variants.get(i), plan.batch()),
                        progress.part(0.12 + 0.4 * i / variants.size(), 0.12 + 0.4 * (i + 1) / variants.size()));
            }
            store.save(table);
            List<Pairing> pairings = new ArrayList<>();
            for (int i = 0; i < variants.size(); i++) {
                pairings.add(pairing(variants.get(i), inputs,
                        progress.part(0.52 + 0.48 * i / variants.size(), 0.52 + 0.48 * (i + 1) / variants.size())));
            }
            return told(variants, pairings, forecast, new Conditions(machine, load, started, table));
        }

        private record Conditions(Machine machine, double load, String started, LayerTable table) {}

        private ForecastTrial told(List<Graph> variants, List<Pairing> pairings, Forecast forecast, Conditions at) {
            double[] own = pairings.stream().mapToDouble(p -> p.second().medianMs()).sorted().toArray();
            double modelMs = own[own.length / 2];
            List<Variant> told = new ArrayList<>();
            for (int i = 0; i < variants.size(); i++) {
                Pairing pairing = pairings.get(i);
                told.add(new Variant((double) macs(variants.get(i)) / macs(model),
                        forecast.of(variants.get(i), at.table()).orElseThrow(), modelMs / pairing.ratio().median(),
                        modelMs / pairing.ratio().high(), modelMs / pairing.ratio().low()));
            }
            double after = Bench.loadAverage();
            return new ForecastTrial(at.machine(), plan.batch(), at.load(), after,
                    Math.max(at.load(), after) > at.machine().processors(), modelMs,
                    forecast.of(model, at.table()).orElseThrow(), told,
                    ForecastFit.of(told.stream().map(v -> new ForecastFit.Pair(v.forecastMs(), v.measuredMs()))
                            .toList()),
                    at.started());
        }

        private Pairing pairing(Graph variant, Map<String, Tensor> inputs, Progress progress) throws ProblemException {
            OrtOptions options = OrtOptions.defaults().withThreads(plan.threads());
            try (OrtSession first = OrtSession.open(variant, options);
                    OrtSession second = OrtSession.open(model, options)) {
                return Bench.against(first, second, inputs, plan.batch(), plan.plan(), progress);
            }
        }

        private List<Graph> variants() throws ProblemException {
            SplittableRandom random = new SplittableRandom(plan.seed());
            BitSet removable = coupling.removable(false);
            List<Graph> variants = new ArrayList<>();
            while (variants.size() < plan.count()) {
                BitSet removed = new BitSet();
                double[] importance = random.doubles(coupling.units()).toArray();
                for (ChannelGroup group : coupling.groups()) {
                    double part = random.nextDouble(LEAST_PART, MOST_PART);
                    java.util.stream.IntStream.of(group.units()).filter(removable::get)
                            .filter(u -> importance[u] < part).forEach(removed::set);
                }
                variants.add(ChannelCut.apply(coupling,
                        Floor.apply(coupling, removed, 1, unit -> importance[unit])));
            }
            return variants;
        }

        private static long macs(Graph graph) {
            return CostRules.count(graph, ShapeInference.infer(graph, Bindings.batch(1))).macs();
        }
    }
}
