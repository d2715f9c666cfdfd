package dev.secateur.engine.onnx;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.graph.Header;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.tensor.Tensor;
import dev.secateur.engine.tensor.TensorType;

/// The file that a graph came from, less what the graph itself holds: the order of its parts, all parts that the program does
/// not interpret, and the encoded forms of tensors and types, so that what did not change is written as it was.
///
/// @param file the file of the model; null if it came as bytes
/// @param data the data files beside the model
/// @param read name and versions as read
/// @param layout the parts in order
/// @param known the encoded forms of what the graph holds
record Source(@Nullable Path file, ExternalFiles data, Header read, Layout layout, Known known) {

    /// The parts of the file in order. Parts whose bodies are elsewhere are there once, as marks of their place.
    ///
    /// @param model the parts of the model
    /// @param graph the parts of the graph
    /// @param imports the encoded operator-set imports
    record Layout(List<Field> model, List<Field> graph, List<ByteString> imports) {}

    /// The encoded forms of what the graph holds.
    ///
    /// @param types the declared types as read
    record Known(Map<Value, Initializer> initializers, Infos infos, Map<Value, TensorType> types) {}

    /// An initializer as it stands in the file.
    ///
    /// @param name its name there
    /// @param tensor what was read from it
    record Initializer(String name, ByteString encoded, Tensor tensor, boolean external) {

        /// The encoded tensor; it was read before, so it can be read.
        TensorProto proto() {
            try {
                return TensorProto.parser().parseFrom(Field.open(encoded));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an initializer that was read cannot be read again", e);
            }
        }

        /// Name, type, extents and all that is not numbers.
        static TensorProto.Builder withoutNumbers(TensorProto proto) {
            return proto.toBuilder().clearRawData().clearFloatData().clearInt32Data().clearInt64Data()
                    .clearDoubleData().clearUint64Data();
        }
    }

    /// Declarations as they stand in the file.
    ///
    /// @param stray those that declare a name which the graph does not have
    record Infos(Map<Value, ByteString> inputs, Map<Value, ByteString> outputs, Map<Value, ByteString> values,
            List<ByteString> stray) {}

    /// All files that the graph is read from.
    Set<Path> files() {
        Set<Path> files = new HashSet<>(data.files());
        if (file != null) {
            files.add(file);
        }
        return files;
    }

    /// True if a tensor lay in another file.
    boolean external() {
        return data.isUsed();
    }

    /// The source of a graph; null if it was made here.
    static @Nullable Source of(Header header) {
        return header.origin() instanceof Source source ? source : null;
    }
}
