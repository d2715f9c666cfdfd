package dev.secateur.engine.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.op.Recurrent;

/// All families in small, by name, for parametrised tests.
public final class Networks {

    private static final int SIDE = 32;

    private Networks() {}

    /// Classifiers of `[batch, 3, 32, 32]`, made when asked for.
    public static Map<String, Supplier<Graph>> classifiers() {
        GatedNets.Stages stages = GatedNets.Stages.small();
        Map<String, Supplier<Graph>> all = new LinkedHashMap<>();
        all.put("resnet-basic", () -> ConvolutionNets.resNet(List.of(2, 2), 8, false, 1, SIDE));
        all.put("resnet-bottleneck", () -> ConvolutionNets.resNet(List.of(2, 2), 8, true, 1, SIDE));
        all.put("resnext", () -> ConvolutionNets.resNet(List.of(2, 2), 8, true, 4, SIDE));
        all.put("densenet", () -> ConvolutionNets.denseNet(List.of(3, 3), 8, SIDE));
        all.put("inception", () -> ConvolutionNets.inception(2, 8, SIDE));
        all.put("shufflenet", () -> ConvolutionNets.shuffleNet(List.of(2, 2), 8, SIDE));
        all.put("plain", () -> ConvolutionNets.plain(List.of(2, 2), 8, SIDE));
        all.put("mobilenet-v2", () -> GatedNets.mobileNetV2(stages, SIDE));
        all.put("mobilenet-v3", () -> GatedNets.mobileNetV3(stages, SIDE));
        all.put("efficientnet", () -> GatedNets.efficientNet(stages, SIDE));
        all.put("regnet-x", () -> GatedNets.regNet(List.of(2, 2), 8, 4, false, SIDE));
        all.put("regnet-y", () -> GatedNets.regNet(List.of(2, 2), 8, 4, true, SIDE));
        all.put("vit", () -> TokenNets.vit(2, 16, 2, SIDE, 17));
        all.put("vit-parts", () -> TokenNets.vit(2, 16, 2, SIDE, 13));
        all.put("vit-20", () -> TokenNets.vit(2, 16, 2, SIDE, 20));
        all.put("convnext", () -> TokenNets.convNeXt(List.of(2, 2), 8, SIDE, 17));
        all.put("convnext-parts", () -> TokenNets.convNeXt(List.of(2, 2), 8, SIDE, 13));
        all.put("swin", () -> TokenNets.swin(2, 8, 4, SIDE, 17));
        all.put("swin-parts", () -> TokenNets.swin(2, 8, 4, SIDE, 13));
        return all;
    }

    /// The classifiers, a detector and recurrent networks.
    public static Map<String, Supplier<Graph>> all() {
        Map<String, Supplier<Graph>> all = classifiers();
        all.put("scaled", () -> OtherNets.scaled(30, 0.7));
        all.put("detector", () -> OtherNets.detector(8, SIDE));
        for (Recurrent.Kind kind : Recurrent.Kind.values()) {
            all.put(kind.type().toLowerCase(java.util.Locale.ROOT), () -> OtherNets.recurrent(kind, 6, 4));
        }
        return all;
    }

    /// A residual network for small pictures with 1x1 projections that have no normalisation: 20, 32, 44, 56 layers.
    public static Graph cifarResNet(int depth) {
        return ResidualNets.cifar(depth);
    }

    /// A residual network as torchvision has it, for 224 pixels and 1,000 classes: 18, 34, 50 or 101 layers.
    public static Graph imageNetResNet(int depth) {
        return ResidualNets.imageNet(depth);
    }
}
