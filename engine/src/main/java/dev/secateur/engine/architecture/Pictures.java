package dev.secateur.engine.architecture;

/// What a network for pictures takes and gives.
///
/// @param channels of the pictures, 1 or more
/// @param side height and width of the pictures, pixels
/// @param classes number of results, 2 or more
public record Pictures(int channels, int side, int classes) {

    public Pictures {
        if (channels < 1 || side < 1 || classes < 2) {
            throw new IllegalArgumentException("no such pictures: " + channels + ", " + side + ", " + classes);
        }
    }

    /// Fashion-MNIST: one channel, 28 × 28, ten classes.
    public static Pictures fashion() {
        return new Pictures(1, 28, 10);
    }

    /// CIFAR-10: three channels, 32 × 32, ten classes.
    public static Pictures cifarTen() {
        return new Pictures(3, 32, 10);
    }
}
