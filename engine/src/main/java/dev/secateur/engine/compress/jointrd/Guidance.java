package dev.secateur.engine.compress.jointrd;

import dev.secateur.engine.compress.Param;

/// What the teacher gives.
public record Guidance(
        @Param(label = "Teacher", help = "pretrained takes the model as it is; cotrained draws new weights for it and trains it beside the plain network, as the released code can.") TeacherForm form,
        @Param(label = "Feature loss", help = "mse compares the last feature maps by squared differences; margin by what the next activation would let pass, behind a connector that is learned for each path, as the released code does.") FeatureLoss feature,
        @Param(label = "Feature weight", min = 0, max = 1, help = "Weight of the feature loss, which is a sum over the elements of a picture. The released code says 0.001 for pictures of 32 pixels and 0.0001 for 224.") double featureWeight,
        @Param(label = "Joint floor", min = 0, max = 1, help = "Weight of the joint paths when it has fallen; it begins at 1. The released code takes 0.5 on CIFAR and 0.005 on ImageNet.") double floor,
        @Param(label = "Joint fall", unit = "epochs", min = 1, max = 10_000, help = "Epochs in which that weight falls, as half a cosine. The released code takes 60 of 200.") int fall,
        @Param(label = "Joint paths", help = "together runs all of them and then back once; one runs them one after the other, which needs less memory and gives the same gradients.") Tails tails) {

    /// Those of the released code for small pictures, but for the fall, which fits ten epochs.
    public static Guidance defaults() {
        return new Guidance(TeacherForm.PRETRAINED, FeatureLoss.MARGIN, 1e-3, 0.5, 4, Tails.TOGETHER);
    }

    /// The weight of the joint paths in an epoch: `floor + (1 - floor) * (1 + cos(pi * epoch / fall)) / 2`, and `floor` after the fall.
    ///
    /// @param epoch from 0 on
    double joint(double epoch) {
        return epoch >= fall ? floor : floor + (1 - floor) * (1 + Math.cos(Math.PI * epoch / fall)) / 2;
    }
}
