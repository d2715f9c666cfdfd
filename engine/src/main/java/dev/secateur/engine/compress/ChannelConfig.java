package dev.secateur.engine.compress;

/// How many channels go, and where they are sought: the same for every method that ranks channels.
public record ChannelConfig(
        @Param(label = "Rate", unit = "of the channels", min = 0, max = 0.99, help = "Part of the channels that goes. Of a group of n channels, the whole part of rate times n.") double rate,
        @Param(label = "Sought in", help = "group takes the same part of every group of coupled channels; network ranks all channels together, each group's scores divided by their mean.") ChannelScope scope,
        @Param(label = "Budget", help = "A goal in place of the rate.") Budget budget,
        @Param(label = "Round to", unit = "channels", min = 1, max = 256, help = "What stays of a group is rounded up to a multiple of this. Runtimes are fastest at multiples of 8 or 16; 1 does not round.") int round,
        @Param(label = "At least", unit = "channels", min = 1, max = 100_000, help = "So many channels of every layer stay, whatever the scores say.") int least,
        @Param(label = "At least, share", unit = "of a layer", min = 0, max = 1, help = "This part of the channels of every layer stays, whatever the scores say.") double leastShare,
        @Param(label = "Across statistics", help = "Also cut channels whose going changes a statistic over the others, such as the tokens of a transformer under LayerNormalization. What is left then needs training.") boolean mixed,
        @Param(label = "Fast widths", help = "Times layers on this machine and moves the numbers of channels to widths that are fast here, at about the same multiply-accumulates. Taken only if it measures no slower.") boolean fast,
        @Param(label = "Fine-tuning", help = "Training after the cut.") Finetune finetune) {

    /// Without a budget and without a share that stays.
    public ChannelConfig(double rate, ChannelScope scope, int round, int least, boolean mixed, boolean fast,
            Finetune finetune) {
        this(rate, scope, Budget.none(), round, least, 0, mixed, fast, finetune);
    }

    /// A part of every group; no rounding, at least one channel stays, nothing under a statistic is cut, nothing is timed and nothing trained.
    public static ChannelConfig of(double rate) {
        return new ChannelConfig(rate, ChannelScope.GROUP, 1, 1, false, false, Finetune.none());
    }

    /// The same with a budget in place of the rate.
    public ChannelConfig within(Budget goal) {
        return new ChannelConfig(rate, scope, goal, round, least, leastShare, mixed, fast, finetune);
    }

    /// What stays of every layer.
    public ChannelOrder.Kept kept() {
        return new ChannelOrder.Kept(round, least, leastShare);
    }
}
