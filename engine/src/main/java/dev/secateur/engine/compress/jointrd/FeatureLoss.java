package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// How far feature maps lie from the teacher's.
public enum FeatureLoss {
    /// Squared differences, as the article on the method names it.
    MSE,
    /// Differences that change what the next activation lets pass, as the released code has it (Heo et al. 2019), behind a 1×1
    /// convolution with batch normalisation that is learned for each path and left out afterwards.
    MARGIN;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
