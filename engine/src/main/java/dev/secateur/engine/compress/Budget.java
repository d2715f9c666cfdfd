package dev.secateur.engine.compress;

/// How much work or time a cut has to save. With such a goal the channels go in their order, least important first, until it is
/// reached, and the rate is not looked at.
///
/// @throws IllegalArgumentException if both goals are set
public record Budget(
        @Param(label = "MACs to save", unit = "of the MACs", min = 0, max = 0.99, help = "Part of the multiply-accumulates that has to go; as many channels go as that takes, whatever the rate. 0 sets no such goal.") double macs,
        @Param(label = "Time to save", unit = "of the time", min = 0, max = 0.99, help = "Part of the time in ONNX Runtime on this machine that has to go, foretold from single layers that are timed here and measured in the end. 0 sets no such goal.") double time) {

    public Budget {
        if (macs > 0 && time > 0) {
            throw new IllegalArgumentException("budget.macs and budget.time are two goals; set one of them to 0");
        }
    }

    /// No goal: the rate counts.
    public static Budget none() {
        return new Budget(0, 0);
    }

    /// A part of the multiply-accumulates, 0..0.99.
    public static Budget ofMacs(double part) {
        return new Budget(part, 0);
    }

    /// A part of the time, 0..0.99.
    public static Budget ofTime(double part) {
        return new Budget(0, part);
    }

    /// True if there is a goal.
    public boolean hasGoal() {
        return macs > 0 || time > 0;
    }
}
