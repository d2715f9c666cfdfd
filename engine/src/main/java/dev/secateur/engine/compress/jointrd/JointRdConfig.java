package dev.secateur.engine.compress.jointrd;

import dev.secateur.engine.compress.Param;

/// Which network is made and how it is trained.
public record JointRdConfig(
        @Param(label = "Training", help = "joint is the published method; naive, dirac and dirac-kd are what it is held against: labels alone, the same with Dirac-weighted convolutions, and with the teacher's last feature map beside.") Form mode,
        @Param(label = "Shortcuts kept", help = "downsampling keeps those around blocks that make pictures smaller, as the released code does; none removes all.") Shortcuts shortcuts,
        @Param(label = "First weights", help = "kaiming draws them, as the released code does; teacher begins with those of the network with shortcuts.") Start start,
        @Param(label = "Epochs", unit = "epochs", min = 0, max = 10_000, help = "Passes over the training pictures; 0 gives the plain network untrained. The released code takes 200 on CIFAR.") int epochs,
        @Param(label = "Pictures", unit = "pictures", min = 0, max = 100_000_000, help = "Training pictures, the first of the data; 0 takes all.") int pictures,
        @Param(label = "Batch", unit = "pictures", min = 2, max = 65_536, help = "Pictures in a step.") int batch,
        @Param(label = "Learning rate", min = 1e-6, max = 10, help = "Highest learning rate of stochastic gradient descent with momentum 0.9; it falls to 0 as half a cosine. The released code takes 0.1 in steps.") double lr,
        @Param(label = "Weight decay", min = 0, max = 1, help = "On kernels and matrices alone, not on the Dirac factors. The released code takes 0.0005 on CIFAR.") double weightDecay,
        @Param(label = "Clip", min = 0, max = 1000, help = "Largest norm of all gradients together; 0 for no limit. Early on the teacher meets features that it does not know, and losses are large.") double clip,
        @Param(label = "Guidance", help = "What the teacher gives.") Guidance teacher,
        @Param(label = "Fold normalisation", help = "Makes batch normalisation part of the convolutions at the end. Folded networks are smaller, but methods that read normalisations and further training want them.") boolean fold,
        @Param(label = "Measure", help = "Measures time and peak memory of both networks in ONNX Runtime on this machine.") boolean measure) {

    /// For small pictures and an hour on two processors; sources of the numbers stand beside each setting.
    public static JointRdConfig defaults() {
        return new JointRdConfig(Form.JOINT, Shortcuts.DOWNSAMPLING, Start.KAIMING, 10, 0, 128, 0.05, 5e-4, 5,
                Guidance.defaults(), false, true);
    }
}
