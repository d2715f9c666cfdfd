package dev.secateur.engine.onnx;

import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

/// A model in parts, so that models that have tensors in common can share them: its large tensors each by itself, and all else
/// as a small ONNX file that names them.
///
/// @param skeleton the model without its large tensors
/// @param tensors the numbers of each large tensor, row-major and little-endian, by the name that the skeleton gives it; the
///     same objects as in the graph, nothing is copied
public record OnnxParts(byte[] skeleton, Map<String, MemorySegment> tensors) {

    public OnnxParts {
        skeleton = skeleton.clone();
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    @Override
    public byte[] skeleton() {
        return skeleton.clone();
    }

    /// Where a model came from before it was taken apart: these files stay its sources, which no writing touches.
    ///
    /// @param file of the model; null if there is none any more
    /// @param data files with its tensors; empty if all was in the model, as it will be again when it is written
    public record Came(@Nullable Path file, Set<Path> data) {

        /// From nowhere.
        public static final Came FROM_NOWHERE = new Came(null, Set.of());

        public Came {
            data = Set.copyOf(data);
        }

        /// What is known of a graph.
        public static Came of(Graph graph) {
            Source source = Source.of(graph.header());
            return source == null ? FROM_NOWHERE : new Came(source.file(), source.data().files());
        }
    }

    /// Takes a model apart.
    ///
    /// @param naming gives equal numbers the same name and others another: a digest
    /// @throws ProblemException if the operator set of the model cannot say what a node does
    public static OnnxParts of(Graph graph, Function<MemorySegment, String> naming) throws ProblemException {
        Placement placement = Placement.apart(naming);
        Rope rope = new ModelEncoder(graph, placement).encode();
        if (rope.size() > Integer.MAX_VALUE - 8) {
            throw Refusal.writing(null, "it is larger than 2 GiB even without its large tensors", "");
        }
        return new OnnxParts(rope.toArray(), placement.tensors());
    }

    /// Puts a model together. Its tensors lie over the given numbers, which must not change afterwards.
    ///
    /// @throws ProblemException if the skeleton is damaged, or names a tensor that is not given
    public Graph join(Came came) throws ProblemException {
        return new GraphDecoder(ExternalFiles.kept(tensors, came.data()), came.file())
                .decode(UnsafeByteOperations.unsafeWrap(skeleton));
    }
}
