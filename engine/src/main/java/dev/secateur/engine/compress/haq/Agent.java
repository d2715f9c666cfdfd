package dev.secateur.engine.compress.haq;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import dev.secateur.engine.autograd.Gradients;
import dev.secateur.engine.autograd.Losses;
import dev.secateur.engine.autograd.Scope;
import dev.secateur.engine.autograd.Section;
import dev.secateur.engine.autograd.Torch;
import dev.secateur.engine.autograd.Var;

/// Deep deterministic policy gradients (Lillicrap et al. 2016) with the sizes and rates of the paper's code: an actor that says how many
/// bits, a critic that says how good that is, slow copies of both, and a memory of what was done.
///
/// Targets are `R - B + Q'(o', mu'(o'))` without discount, B being the moving average of the rewards of drawn batches.
final class Agent implements AutoCloseable {

    private static final int HIDDEN = 300;
    private static final double ACTOR_LR = 1e-4;
    private static final double CRITIC_LR = 1e-3;
    private static final double FOLLOW = 0.01;
    private static final double BASELINE = 0.5;
    private static final int BATCH = 64;
    private static final int EPISODES_KEPT = 128;

    private final int length;
    private final int capacity;
    private final SplittableRandom random;
    private final Perceptron actor;
    private final Perceptron critic;
    private final Perceptron slowActor;
    private final Perceptron slowCritic;
    private final List<Step> memory = new ArrayList<>();
    private int oldest;
    private double baseline = Double.NaN;

    /// What was done and what came of it.
    ///
    /// @param after what was seen next; the same again at the end
    /// @param last true at the end of a policy
    record Step(float[] seen, double action, double reward, float[] after, boolean last) {}

    /// @param length numbers in an observation
    /// @param steps decisions of a policy
    Agent(int length, int steps, long seed) {
        this.length = length;
        this.capacity = EPISODES_KEPT * steps;
        this.random = new SplittableRandom(seed);
        this.actor = actor(length, new SplittableRandom(seed + 1));
        this.critic = critic(length, new SplittableRandom(seed + 2));
        this.slowActor = actor(length, new SplittableRandom(seed + 1));
        this.slowCritic = critic(length, new SplittableRandom(seed + 2));
    }

    private static Perceptron actor(int length, SplittableRandom random) {
        Perceptron made = new Perceptron();
        made.add(length, HIDDEN, false, random);
        made.add(HIDDEN, HIDDEN, false, random);
        made.add(HIDDEN, 1, true, random);
        return made;
    }

    private static Perceptron critic(int length, SplittableRandom random) {
        Perceptron made = new Perceptron();
        made.add(length, HIDDEN, false, random);
        made.add(1, HIDDEN, false, random);
        made.add(HIDDEN, HIDDEN, false, random);
        made.add(HIDDEN, 1, true, random);
        return made;
    }

    private static Var act(Perceptron actor, Var seen) {
        return actor.layer(2, actor.layer(1, actor.layer(0, seen).relu()).relu()).sigmoid();
    }

    private static Var value(Perceptron critic, Var seen, Var action) {
        Var joined = critic.layer(0, seen).add(critic.layer(1, action)).relu();
        return critic.layer(3, critic.layer(2, joined).relu());
    }

    /// What the actor would do, 0 to 1.
    double act(float[] seen) {
        try (Scope scope = Scope.open(); Section off = Torch.withoutGradients()) {
            return act(actor, Var.of(seen, 1, length)).item();
        }
    }

    /// Remembers a step; the oldest is forgotten when there are too many.
    void remember(Step step) {
        if (memory.size() < capacity) {
            memory.add(step);
        } else {
            memory.set(oldest, step);
            oldest = (oldest + 1) % capacity;
        }
    }

    /// Learns from a drawn batch; nothing as long as there are too few steps.
    void learn() {
        if (memory.size() < BATCH) {
            return;
        }
        float[] seen = new float[BATCH * length];
        float[] after = new float[BATCH * length];
        float[] actions = new float[BATCH];
        float[] rewards = new float[BATCH];
        float[] goesOn = new float[BATCH];
        double mean = 0;
        for (int i = 0; i < BATCH; i++) {
            Step step = memory.get(random.nextInt(memory.size()));
            System.arraycopy(step.seen(), 0, seen, i * length, length);
            System.arraycopy(step.after(), 0, after, i * length, length);
            actions[i] = (float) step.action();
            rewards[i] = (float) step.reward();
            goesOn[i] = step.last() ? 0 : 1;
            mean += step.reward() / BATCH;
        }
        baseline = Double.isNaN(baseline) ? mean : BASELINE * baseline + (1 - BASELINE) * mean;
        try (Scope scope = Scope.open()) {
            Var now = Var.of(seen, BATCH, length);
            Var target = target(Var.of(after, BATCH, length), Var.of(rewards, BATCH, 1), Var.of(goesOn, BATCH, 1));
            Var error = Losses.meanSquaredError(value(critic, now, Var.of(actions, BATCH, 1)), target);
            critic.step(Gradients.of(error, critic.values()).orZeros(), CRITIC_LR);
            Var worse = value(critic, now, act(actor, now)).mean().neg();
            actor.step(Gradients.of(worse, actor.values()).orZeros(), ACTOR_LR);
            slowActor.follow(actor, FOLLOW);
            slowCritic.follow(critic, FOLLOW);
        }
    }

    private Var target(Var after, Var rewards, Var goesOn) {
        try (Section off = Torch.withoutGradients()) {
            Var later = value(slowCritic, after, act(slowActor, after)).mul(goesOn);
            return rewards.sub(baseline).add(later).detach();
        }
    }

    /// A number from a normal distribution that is cut off to 0 to 1.
    ///
    /// @param mean 0 to 1
    static double truncatedNormal(double mean, double deviation, SplittableRandom random) {
        if (deviation <= 0) {
            return mean;
        }
        // Within 0 to 1 lies at least the half of the distribution that a mean inside has on one side, up to the deviation used here.
        double drawn = mean + deviation * random.nextGaussian();
        while (drawn < 0 || drawn > 1) {
            drawn = mean + deviation * random.nextGaussian();
        }
        return drawn;
    }

    @Override
    public void close() {
        List.of(actor, critic, slowActor, slowCritic).forEach(Perceptron::close);
    }
}
