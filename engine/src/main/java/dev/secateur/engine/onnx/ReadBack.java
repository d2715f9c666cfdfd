package dev.secateur.engine.onnx;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.op.Constant;
import dev.secateur.engine.op.Op;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.tensor.Tensor;

/// Reads a model that was just written, before it gets its name, and compares it with the graph.
final class ReadBack {

    private final Graph meant;
    private final Graph written;

    private ReadBack(Graph meant, Graph written) {
        this.meant = meant;
        this.written = written;
    }

    /// Compares a graph with the model that was written of it.
    ///
    /// @param file the name that the model shall get, for the problem's sentence
    /// @param channel the written model
    /// @param data its data file
    /// @throws ProblemException if something else, or nothing at all, is read back
    static void compare(Graph graph, Path file, FileChannel channel, ExternalFiles data)
            throws IOException, ProblemException {
        try (Arena arena = Arena.ofConfined()) {
            ByteString bytes = UnsafeByteOperations.unsafeWrap(
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena).asByteBuffer());
            String difference = new ReadBack(graph, new GraphDecoder(data, null).decode(bytes)).difference();
            if (difference != null) {
                throw ProblemException.ofFile("cannot write the model", file,
                        "what was written does not read back as the same: " + difference, "");
            }
        }
    }

    private @Nullable String difference() {
        if (!names(meant.requiredInputs(), meant).equals(names(written.requiredInputs(), written))) {
            return "the inputs";
        }
        if (!names(meant.outputs(), meant).equals(names(written.outputs(), written))) {
            return "the outputs";
        }
        Map<String, Tensor> tensors = new HashMap<>();
        written.constants().forEach((v, t) -> tensors.put(written.name(v), t));
        for (Map.Entry<Value, Tensor> entry : meant.constants().entrySet()) {
            Tensor tensor = tensors.get(meant.name(entry.getKey()));
            if (tensor == null || !tensor.sameAs(entry.getValue())) {
                return "tensor " + Refusal.shown(meant.name(entry.getKey()));
            }
        }
        return nodes();
    }

    private @Nullable String nodes() {
        if (meant.nodes().size() != written.nodes().size()) {
            return written.nodes().size() + " nodes instead of " + meant.nodes().size();
        }
        Map<String, Node> byOutput = new HashMap<>();
        written.nodes().forEach(n -> byOutput.put(String.join("\n", names(n.outputs(), written)), n));
        for (Node node : meant.nodes()) {
            Node found = byOutput.get(String.join("\n", names(node.outputs(), meant)));
            if (found == null || !isSame(node, found)) {
                return "node " + Refusal.shown(meant.name(node));
            }
        }
        return null;
    }

    /// Same operator on the same operands; constants that the operator set asked for may have joined them.
    private boolean isSame(Node node, Node found) {
        List<String> operands = names(node.inputs(), meant);
        List<String> now = names(found.inputs(), written);
        return operands.size() <= now.size() && operands.equals(now.subList(0, operands.size()))
                && isSame(node.op(), found.op());
    }

    private static boolean isSame(Op op, Op found) {
        if (op instanceof Constant(Tensor value) && found instanceof Constant(Tensor other)) {
            return value.sameAs(other);
        }
        return op.type().equals(found.type());
    }

    private static List<String> names(List<Value> values, Graph graph) {
        int count = values.size();
        while (count > 0 && !values.get(count - 1).isPresent()) {
            count--;
        }
        return values.subList(0, count).stream().map(v -> Objects.requireNonNull(graph.name(v))).toList();
    }
}
