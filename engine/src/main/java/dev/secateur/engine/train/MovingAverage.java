package dev.secateur.engine.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.autograd.Statistics;
import dev.secateur.engine.autograd.TrainableGraph;
import dev.secateur.engine.autograd.Update;
import dev.secateur.engine.autograd.Var;

/// A moving average of weights and running statistics. Holds native memory until closed.
///
/// In the first steps it keeps less, `(1 + step) / (10 + step)`, so that the drawn weights are soon forgotten.
final class MovingAverage implements AutoCloseable {

    private static final double EARLY = 10;

    private final double keep;
    private final Map<String, Var> present = new LinkedHashMap<>();
    private final List<Var> averages = new ArrayList<>();

    MovingAverage(TrainableGraph network, double keep) {
        this.keep = keep;
        network.parameters().forEach(p -> present.put(p.name(), p.value()));
        for (Statistics statistics : network.statistics()) {
            present.put(statistics.name() + "/mean", statistics.mean());
            present.put(statistics.name() + "/variance", statistics.variance());
        }
        present.values().forEach(v -> {
            Var average = v.zerosLike().keep();
            Update.assign(average, v);
            averages.add(average);
        });
    }

    /// Takes in the present weights.
    ///
    /// @param step from 1 on
    void update(long step) {
        double share = Math.min(keep, (1 + step) / (EARLY + step));
        Update.lerp(averages, List.copyOf(present.values()), 1 - share);
    }

    /// Puts the averages in the place of the weights, and the weights in theirs. Twice puts everything back, bit by bit.
    void swap() {
        List<Var> weights = List.copyOf(present.values());
        for (int i = 0; i < weights.size(); i++) {
            try (Var kept = weights.get(i).detach().copy()) {
                Update.assign(weights.get(i), averages.get(i));
                Update.assign(averages.get(i), kept);
            }
        }
    }

    /// The averages by name.
    Map<String, Var> state() {
        Map<String, Var> state = new LinkedHashMap<>();
        List<String> names = List.copyOf(present.keySet());
        for (int i = 0; i < names.size(); i++) {
            state.put(names.get(i), averages.get(i));
        }
        return state;
    }

    @Override
    public void close() {
        averages.forEach(Var::close);
    }
}
