package dev.secateur.views.inspector;

import java.util.Map;

import dev.secateur.engine.op.ArgReduce;
import dev.secateur.engine.op.BitShift;
import dev.secateur.engine.op.CastLike;
import dev.secateur.engine.op.Compress;
import dev.secateur.engine.op.CumSum;
import dev.secateur.engine.op.DepthToSpace;
import dev.secateur.engine.op.DequantizeLinear;
import dev.secateur.engine.op.DynamicQuantizeLinear;
import dev.secateur.engine.op.Einsum;
import dev.secateur.engine.op.GatherElements;
import dev.secateur.engine.op.GatherNd;
import dev.secateur.engine.op.Gelu;
import dev.secateur.engine.op.GridSample;
import dev.secateur.engine.op.GroupNormalization;
import dev.secateur.engine.op.Hardmax;
import dev.secateur.engine.op.InstanceNormalization;
import dev.secateur.engine.op.IntegerConv;
import dev.secateur.engine.op.IntegerMatMul;
import dev.secateur.engine.op.IsInfinite;
import dev.secateur.engine.op.LayerNormalization;
import dev.secateur.engine.op.LocalResponse;
import dev.secateur.engine.op.LogSoftmax;
import dev.secateur.engine.op.LpNormalization;
import dev.secateur.engine.op.MeanVarianceNormalization;
import dev.secateur.engine.op.Modulo;
import dev.secateur.engine.op.NonMaxSuppression;
import dev.secateur.engine.op.NonZero;
import dev.secateur.engine.op.OneHot;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.op.Parametric;
import dev.secateur.engine.op.QuantizeLinear;
import dev.secateur.engine.op.Range;
import dev.secateur.engine.op.Recurrent;
import dev.secateur.engine.op.RmsNormalization;
import dev.secateur.engine.op.RoiAlign;
import dev.secateur.engine.op.ScatterElements;
import dev.secateur.engine.op.ScatterNd;
import dev.secateur.engine.op.SpaceToDepth;
import dev.secateur.engine.op.Tile;
import dev.secateur.engine.op.TopK;
import dev.secateur.engine.op.Trilu;
import dev.secateur.engine.op.Variadic;
import dev.secateur.engine.op.Where;

import static java.util.Map.entry;

/// One sentence about each operator that few networks have.
final class RareDescriptions {

    private static final Map<Class<? extends Op>, String> SENTENCES = Map.ofEntries(
            entry(ArgReduce.class, "Finds where the largest or smallest element along an axis stands."),
            entry(BitShift.class, "Shifts the bits of every element."),
            entry(CastLike.class, "Changes the type of the elements to that of another tensor."),
            entry(Compress.class, "Keeps the entries whose condition is true; how many is known only at run time."),
            entry(CumSum.class, "Adds up elements along an axis as it goes."),
            entry(DepthToSpace.class, "Moves channels into blocks of pixels."),
            entry(DequantizeLinear.class, "Turns small integers back into real numbers."),
            entry(DynamicQuantizeLinear.class,
                    "Turns real numbers into small integers by their range in this very tensor."),
            entry(Einsum.class, "Multiplies tensors and sums along named axes."),
            entry(GatherElements.class, "Picks an element along an axis for each index."),
            entry(GatherNd.class, "Picks entries by tuples of indices."),
            entry(Gelu.class, "Keeps positive elements and lets negative ones fade smoothly."),
            entry(GridSample.class, "Reads a picture at given places."),
            entry(GroupNormalization.class, "Gives each group of channels of a sample mean 0 and variance 1."),
            entry(Hardmax.class, "Sets the largest element along an axis to 1 and all others to 0."),
            entry(InstanceNormalization.class, "Gives each channel of a sample mean 0 and variance 1."),
            entry(IntegerConv.class, "A convolution of 8-bit integers."),
            entry(IntegerMatMul.class, "Multiplies matrices of 8-bit integers."),
            entry(IsInfinite.class, "Tells which elements are infinite."),
            entry(LayerNormalization.class, "Gives the features of each position mean 0 and variance 1."),
            entry(LocalResponse.class, "Divides by what neighbouring channels hold."),
            entry(LogSoftmax.class, "Turns scores into logarithms of parts of one along an axis."),
            entry(LpNormalization.class, "Divides by the length along an axis."),
            entry(MeanVarianceNormalization.class, "Gives mean 0 and variance 1 along some axes."),
            entry(Modulo.class, "The remainder of a division, element by element."),
            entry(NonMaxSuppression.class,
                    "Drops boxes that overlap a better one; how many stay is known only at run time."),
            entry(NonZero.class, "Finds the elements that are not 0; how many is known only at run time."),
            entry(OneHot.class, "Turns indices into vectors with one different element."),
            entry(Parametric.class, "Applies an activation with numbers of its own to every element."),
            entry(QuantizeLinear.class, "Turns real numbers into small integers."),
            entry(Range.class, "Counts from a start to a limit."),
            entry(Recurrent.class, "Walks along the time and keeps a state."),
            entry(RmsNormalization.class, "Gives the features of each position root mean square 1."),
            entry(RoiAlign.class, "Samples regions of a picture on a grid."),
            entry(ScatterElements.class, "Puts elements into a copy of the data at given indices."),
            entry(ScatterNd.class, "Puts entries into a copy of the data at given tuples of indices."),
            entry(SpaceToDepth.class, "Moves blocks of pixels into channels."),
            entry(Tile.class, "Repeats a tensor along its axes."),
            entry(TopK.class, "Finds the largest or smallest elements along an axis."),
            entry(Trilu.class, "Keeps one triangle of each matrix."),
            entry(Variadic.class, "Combines any number of tensors element by element."),
            entry(Where.class, "Picks between two tensors by a condition."));

    private RareDescriptions() {}

    static String of(Op op) {
        return SENTENCES.getOrDefault(op.getClass(), "");
    }
}
