package dev.secateur.engine.compress;

import java.util.Arrays;
import java.util.List;

import dev.secateur.engine.block.Block;
import dev.secateur.engine.block.Variant;
import dev.secateur.engine.problem.ProblemException;

/// A block as a setting names it: `stage1.block2`, or with the way in which it goes, `stage1.block2:drop`.
public record NamedBlock(Block block, Variant variant) {

    /// Finds it.
    ///
    /// @param blocks of the network
    /// @param usual the variant where the text names none
    /// @throws ProblemException if there is no such block or variant
    public static NamedBlock of(List<Block> blocks, String text, Variant usual) throws ProblemException {
        int colon = text.indexOf(':');
        String id = colon < 0 ? text : text.substring(0, colon);
        Variant variant = colon < 0 ? usual : variant(text, text.substring(colon + 1));
        Block block = blocks.stream().filter(b -> b.id().equals(id)).findFirst()
                .orElseThrow(() -> ProblemException.ofSetting("unknown block", id,
                        "the model has no block of this name",
                        NearestNames.hint(id, blocks.stream().map(Block::id).toList())));
        return new NamedBlock(block, variant);
    }

    private static Variant variant(String text, String name) throws ProblemException {
        List<String> names = Arrays.stream(Variant.values()).map(Variant::toString).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw ProblemException.ofSetting("unknown variant", text, "no variant is called \"" + name + "\"",
                    NearestNames.hint(name, names));
        }
        return Variant.values()[index];
    }
}
