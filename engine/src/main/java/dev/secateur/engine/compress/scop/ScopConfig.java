package dev.secateur.engine.compress.scop;

import dev.secateur.engine.compress.Budget;
import dev.secateur.engine.compress.ChannelScope;
import dev.secateur.engine.compress.Finetune;
import dev.secateur.engine.compress.Param;

/// How the experiment is made and what is cut after it.
public record ScopConfig(
        @Param(label = "Rate", unit = "of the channels", min = 0.01, max = 0.95, help = "Part of the channels that goes; of n channels the whole part of rate times n.") double rate,
        @Param(label = "Sought in", help = "group takes the same part of every layer; network ranks all channels together, each layer's scores divided by their mean size.") ChannelScope scope,
        @Param(label = "Budget", help = "A goal in place of the rate.") Budget budget,
        @Param(label = "Score", help = "scaled multiplies a channel's factor by the size of its normalisation's scale, as the released code does; plain does not. filter (absolute weights) and random make no experiment: they are controls for it, cut in the same form.") Score score,
        @Param(label = "Trunk", help = "What happens to the last layers of residual blocks: scatter cuts them and puts zeros in their places, union cuts what all of them would lose, keep leaves them.") Trunk trunk,
        @Param(label = "Round to", unit = "channels", min = 1, max = 256, help = "What stays of a layer is the nearest multiple of this, at least one. Runtimes are fastest at multiples of 8 or 16; 1 does not round.") int round,
        @Param(label = "Knockoff", help = "What stands in for a picture that tells nothing of the label. shuffle takes another picture of the batch; gaussian draws second-order Gaussian knockoffs in the principal components of the pictures; generator takes pictures from an ONNX model of yours.") Knockoff knockoff,
        @Param(label = "Components", unit = "of the pictures", min = 1, max = 256, help = "Principal components for gaussian knockoffs; the rest comes from another picture.") int components,
        @Param(label = "Generator", help = "File of the ONNX model that makes pictures [N, C, H, W] of normal numbers [N, Z].") String generator,
        @Param(label = "Its pixels", help = "What the generator makes: signed from -1 to 1, unit from 0 to 1, network just what the network takes.") PixelRange generatorPixels,
        @Param(label = "Control epochs", unit = "epochs", min = 1, max = 1000, help = "Passes over the control pictures in which the factors are learned. The released code takes 20 on ImageNet.") int controlEpochs,
        @Param(label = "Control pictures", unit = "pictures", min = 4, max = 100_000_000, help = "Training pictures that the experiment is made on; all if there are fewer.") int controlPictures,
        @Param(label = "Control batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step of the experiment; as many knockoffs go beside them.") int controlBatch,
        @Param(label = "Control learning rate", min = 1e-6, max = 1, help = "Of Adam with means of 0.5 and 0.9. The released code takes 0.004 for 20 epochs.") double controlLr,
        @Param(label = "Recalibrate", unit = "pictures", min = 0, max = 100_000_000, help = "Training pictures on which the statistics of the normalisations are taken anew after the cut; 0 leaves them.") int recalibrate,
        @Param(label = "Fine-tuning", help = "Training after the cut.") Finetune finetune) {

    /// What fits small networks on two processors; the rate is that of the released code's example.
    public static ScopConfig defaults() {
        return new ScopConfig(0.45, ChannelScope.GROUP, Budget.none(), Score.SCALED, Trunk.SCATTER, 1, Knockoff.SHUFFLE,
                64, "",
                PixelRange.SIGNED, 3, 2000, 64,
                0.01, 1000, Finetune.none());
    }
}
