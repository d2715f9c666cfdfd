package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

/// The search of HAQ: episode after episode the agent decides layer by layer, the policy is brought within the budget and judged, and all
/// its decisions share the reward.
final class AgentSearch {

    private static final double DEVIATION = 0.5;
    private static final double DECAY = 0.99;

    private final Room room;
    private final BitTask task;
    private final Observations observations;
    private final SplittableRandom random;

    AgentSearch(Room room) {
        this.room = room;
        this.task = room.task();
        this.observations = new Observations(task.layers(), task.parts() == 1);
        this.random = new SplittableRandom(room.seed());
    }

    /// One decision.
    private record Decision(float[] seen, double action) {}

    /// Searches.
    Room.Trial run(Progress progress) throws ProblemException {
        int count = room.episodes().count();
        int steps = 0;
        for (int l = 0; l < task.size(); l++) {
            steps += task.isFixed(l) ? 0 : task.parts();
        }
        List<Room.Trial> trials = new ArrayList<>();
        try (Agent agent = new Agent(observations.length(), Math.max(1, steps), room.seed())) {
            for (int i = 0; i < count; i++) {
                progress.report((double) i / count, "Policy " + (i + 1) + " of " + count + best(trials));
                boolean warmUp = i < room.episodes().warmUp();
                double deviation = DEVIATION * Math.pow(DECAY, i - room.episodes().warmUp());
                List<Decision> decisions = new ArrayList<>();
                int[][] policy = decided(agent, warmUp ? Double.NaN : deviation, decisions);
                Room.Trial trial = room.trial(SearchKind.HAQ, i, warmUp, task.within(policy), progress);
                trials.add(trial);
                learn(agent, decisions, trial, progress);
            }
        }
        return Room.best(trials);
    }

    private static String best(List<Room.Trial> trials) {
        return trials.isEmpty()
                ? ""
                : String.format(java.util.Locale.ROOT, ", best reward %.3f", Room.best(trials).reward());
    }

    /// @param deviation of exploration; not a number to draw every action alike
    private int[][] decided(Agent agent, double deviation, List<Decision> decisions) {
        int[][] policy = task.uniform(BitTask.MOST);
        double before = 1;
        for (int l = 0; l < policy.length; l++) {
            for (int part = 0; part < task.parts() && !task.isFixed(l); part++) {
                float[] seen = observations.of(l, part, before);
                double action = Double.isNaN(deviation)
                        ? random.nextDouble()
                        : Agent.truncatedNormal(agent.act(seen), deviation, random);
                decisions.add(new Decision(seen, action));
                policy[l][part] = BitAction.bits(action);
                before = (double) policy[l][part] / BitTask.MOST;
            }
        }
        return policy;
    }

    private static void learn(Agent agent, List<Decision> decisions, Room.Trial trial, Progress progress) {
        for (int i = 0; i < decisions.size(); i++) {
            boolean last = i == decisions.size() - 1;
            Decision decision = decisions.get(i);
            agent.remember(new Agent.Step(decision.seen(), decision.action(), trial.reward(),
                    decisions.get(last ? i : i + 1).seen(), last));
        }
        for (int i = 0; i < decisions.size(); i++) {
            progress.check();
            if (!trial.warmUp()) {
                agent.learn();
            }
        }
    }
}
