package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.ModelSize;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.quant.QuantLayer;

/// Collects what a run finds and words it.
final class ReportMaker {

    private final Graph given;
    private final HaqConfig config;
    private final BitTask task;
    private final List<HardwareModel> hardware;
    private final Judge judge;
    private final double origin;
    private final List<HaqReport.Chosen> policies = new ArrayList<>();
    private final List<HaqReport.Tried> trials = new ArrayList<>();
    private final List<HaqReport.Carried> transfer = new ArrayList<>();

    ReportMaker(Graph given, HaqConfig config, BitTask task, List<HardwareModel> hardware, Judge judge,
            double origin) {
        this.given = given;
        this.config = config;
        this.task = task;
        this.hardware = hardware;
        this.judge = judge;
        this.origin = origin;
    }

    void tried(Room.Trial trial) {
        trials.add(new HaqReport.Tried(trial.search().toString(), trial.index(), trial.warmUp(), trial.reward(),
                trial.accuracy(), trial.cost(), PolicyText.of(trial.policy())));
    }

    /// Adds a policy, or puts it in the place of an earlier one of the same search.
    void chose(SearchKind search, int[][] policy, @Nullable Double accuracy, @Nullable Double last) {
        policies.removeIf(p -> p.search().equals(search.toString()));
        List<List<Integer>> bits = Arrays.stream(policy)
                .map(b -> List.of(b[0], task.weightsOnly() ? BitNetwork.FLOAT : b[1])).toList();
        HaqReport.Chosen chosen = new HaqReport.Chosen(search.toString(), bits, task.cost(policy), prices(policy),
                accuracy, last);
        policies.add(search == config.search() ? 0 : policies.size(), chosen);
    }

    void carried(HardwareModel searchedFor, Room.Trial trial) {
        transfer.add(new HaqReport.Carried(searchedFor.title(), prices(trial.policy()), trial.accuracy()));
    }

    private List<HaqReport.Price> prices(int[][] policy) {
        List<HaqReport.Price> prices = new ArrayList<>();
        add(prices, new ModelSize(), Quantity.SIZE, policy);
        for (HardwareModel model : task.weightsOnly() ? List.<HardwareModel>of() : hardware) {
            add(prices, model, Quantity.LATENCY, policy);
            add(prices, model, Quantity.ENERGY, policy);
        }
        return prices;
    }

    private void add(List<HaqReport.Price> prices, HardwareModel model, Quantity quantity, int[][] policy) {
        double sum = 0;
        double whole = 0;
        for (int l = 0; l < policy.length; l++) {
            BitLayer layer = task.layers().get(l);
            OptionalDouble own = model.cost(quantity, layer, policy[l][0], policy[l][1]);
            OptionalDouble full = model.cost(quantity, layer, BitTask.MOST, BitTask.MOST);
            if (own.isEmpty() || full.isEmpty()) {
                return;
            }
            sum += own.getAsDouble();
            whole += full.getAsDouble();
        }
        prices.add(new HaqReport.Price(model.title(), quantity.toString(), quantity.unit(), sum,
                whole == 0 ? 1 : sum / whole));
    }

    /// What is known now.
    HaqReport report(HaqReport.Accuracy accuracy, String note) {
        List<HaqReport.LayerInfo> layers = new ArrayList<>();
        List<QuantLayer> own = judge.observed().layers();
        for (int l = 0; l < own.size(); l++) {
            QuantLayer layer = own.get(l);
            int node = given.nodes().stream().filter(n -> given.name(n).equals(layer.name())).findFirst()
                    .map(n -> n.id()).orElse(layer.node().id());
            layers.add(new HaqReport.LayerInfo(node, layer.name(), layer.weights(), task.isFixed(l)));
        }
        return new HaqReport(config.search().toString(),
                new HaqReport.Limit(task.costs().quantity().toString(), task.costs().quantity().unit(),
                        task.costs().model().title(), task.budget(), task.reference()),
                layers, policies, trials, transfer, accuracy, table(), note);
    }

    private String table() {
        StringBuilder text = new StringBuilder();
        for (HaqReport.Chosen chosen : policies) {
            Double last = chosen.lastAccuracy();
            Double own = chosen.accuracy();
            text.append(String.format(Locale.ROOT, "%n  %-8s %.6g %s, %.1f %% of %d bits%s%s", chosen.search(),
                    chosen.cost(), task.costs().quantity().unit(), 100 * chosen.cost() / task.reference(),
                    task.weightsOnly() ? BitNetwork.FLOAT : BitTask.MOST,
                    own == null ? "" : percent(", tried ", own), last == null ? "" : percent(", compared ", last)));
        }
        for (HaqReport.Carried carried : transfer) {
            text.append(String.format(Locale.ROOT, "%n  for %s:", carried.searchedFor()));
            carried.prices().stream().filter(p -> p.quantity().equals(Quantity.LATENCY.toString()))
                    .forEach(p -> text.append(String.format(Locale.ROOT, " %s %.4g ms;", p.hardware(), p.value())));
            text.append(percent(" tried ", carried.accuracy()));
        }
        return text.toString();
    }

    private static String percent(String before, double accuracy) {
        return before + String.format(Locale.ROOT, "%.2f %%", 100 * accuracy);
    }

    HaqReport sofar() {
        return report(new HaqReport.Accuracy(origin, null, null, null, judge.lastPictures(), judge.isLastApart()),
                "the search is under way");
    }

    List<HaqReport.Chosen> policies() {
        return policies;
    }
}
