package dev.secateur.engine.block;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Node;

/// What stands against merging until training replaces it, as UPDP does.
final class Training {

    private Training() {}

    /// Why nodes whose work depends on the input in more than a linear way cannot merge; null if there are none.
    static Legality.@Nullable Refused refusal(Contents contents) {
        Node attention = contents.attention();
        if (attention != null) {
            return new Legality.Refused("it contains an attention (" + attention.op().type()
                    + "), whose weights follow from the input; needs training (UPDP), and even then the attention stays",
                    List.of(attention.id()));
        }
        Node normalisation = contents.normalisation();
        return normalisation == null
                ? null
                : new Legality.Refused("it contains " + name(normalisation)
                        + ", whose statistics follow from the input; needs training (UPDP), which puts batch normalisation "
                        + "in its place", List.of(normalisation.id()));
    }

    private static String name(Node normalisation) {
        return normalisation.op().type().equals("Sub")
                ? "a layer normalisation (written out)"
                : normalisation.op().type();
    }
}
