package dev.secateur.engine.architecture;

import java.util.List;
import java.util.Optional;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// A network that can be made from nothing, to be trained.
///
/// @param id its name on the command line: `resnet20`
/// @param title its name for people
/// @param scalable true if a width factor other than 1 is possible
/// @param unit what the pictures' side must be a multiple of, pixels
public record Architecture(String id, String title, boolean scalable, int unit, Maker maker) {

    /// Smallest pictures that every architecture takes, pixels.
    private static final int LEAST_SIDE = 16;
    private static final double NARROWEST = 0.125;
    private static final double WIDEST = 4;

    /// Builds the network.
    @FunctionalInterface
    interface Maker {
        Graph make(Pictures pictures, double width, Initial initial);
    }

    /// All of them.
    public static List<Architecture> all() {
        return List.of(resNet(20), resNet(32), resNet(44), resNet(56),
                new Architecture("vgg-small", "VGG-Small", true, 1, PlainNetwork::vggSmall),
                new Architecture("m-cifarnet", "M-CifarNet", true, 1, PlainNetwork::mCifarNet),
                new Architecture("mobilenetv2-cifar", "MobileNetV2 for small pictures", false, 1,
                        (pictures, width, initial) -> MobileNetV2.small(pictures, initial)),
                new Architecture("mbconv-small", "Largest network of a small ProxylessNAS space", false, 1,
                        (pictures, width, initial) -> MobileInverted.small(pictures, initial)),
                new Architecture("convnext-nano", "ConvNeXt, nano", false, 4,
                        (pictures, width, initial) -> ConvNeXt.nano(pictures, initial)),
                new Architecture("vit-tiny", "Vision transformer, tiny", false, VisionTransformer.PATCH,
                        (pictures, width, initial) -> VisionTransformer.tiny(pictures, initial)));
    }

    private static Architecture resNet(int depth) {
        return new Architecture("resnet" + depth, "ResNet-" + depth, false, 1,
                (pictures, width, initial) -> ResNet.of(depth, pictures, initial));
    }

    /// The one with this id.
    public static Optional<Architecture> named(String id) {
        return all().stream().filter(a -> a.id().equals(id)).findFirst();
    }

    /// A network ready for training: drawn weights, normalisations that change nothing yet, an open batch.
    ///
    /// @param width factor of the numbers of channels, 0.125 to 4; 1 where the architecture is not scalable
    /// @param seed of the weights
    /// @throws ProblemException if the architecture has no form for these pictures or this width
    public Graph build(Pictures pictures, double width, long seed) throws ProblemException {
        if (pictures.side() < LEAST_SIDE || pictures.side() % unit != 0) {
            throw refused("the pictures have " + pictures.side() + " pixels a side, and " + id + " needs "
                    + (pictures.side() < LEAST_SIDE ? "at least " + LEAST_SIDE : "a multiple of " + unit),
                    "choose another architecture or pictures of another size");
        }
        if (width != 1 && !scalable) {
            throw refused("its width is fixed", "leave the factor at 1, or take vgg-small or m-cifarnet");
        }
        if (!(width >= NARROWEST && width <= WIDEST)) {
            throw refused("a width factor of " + width + " is out of range", "give one from 0.125 to 4");
        }
        return maker.make(pictures, width, new Initial(seed, Initial.Start.TRAINABLE));
    }

    private ProblemException refused(String why, String hint) {
        return ProblemException.ofSetting("cannot make the network", id, why, hint);
    }
}
