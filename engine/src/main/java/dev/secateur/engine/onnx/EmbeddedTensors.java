package dev.secateur.engine.onnx;

import java.util.List;
import java.util.Map;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.ProblemException;

/// Tensors with their numbers in another file, anywhere within an encoded part: in attributes, sub-graphs, functions, training.
final class EmbeddedTensors {

    private EmbeddedTensors() {}

    /// Gives a tensor another encoding.
    @FunctionalInterface
    interface Change {
        TensorProto apply(TensorProto tensor) throws ProblemException;
    }

    /// The message with every such tensor changed; the same object if it holds none.
    static <M extends Message> M change(M message, Change change) throws ProblemException {
        if (message instanceof TensorProto tensor) {
            @SuppressWarnings("unchecked")
            M changed = TensorCodec.isExternal(tensor) ? (M) change.apply(tensor) : message;
            return changed;
        }
        Message.Builder builder = null;
        for (Map.Entry<FieldDescriptor, Object> entry : message.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
                continue;
            }
            if (field.isRepeated()) {
                builder = changeAll(message, builder, field, (List<?>) entry.getValue(), change);
            } else {
                Message child = (Message) entry.getValue();
                Message changed = change(child, change);
                if (changed != child) {
                    builder = (builder == null ? message.toBuilder() : builder).setField(field, changed);
                }
            }
        }
        @SuppressWarnings("unchecked")
        M result = builder == null ? message : (M) builder.build();
        return result;
    }

    private static Message.@Nullable Builder changeAll(Message message, Message.@Nullable Builder before,
            FieldDescriptor field, List<?> children, Change change) throws ProblemException {
        Message.Builder builder = before;
        for (int i = 0; i < children.size(); i++) {
            Message child = (Message) children.get(i);
            Message changed = change(child, change);
            if (changed != child) {
                builder = (builder == null ? message.toBuilder() : builder).setRepeatedField(field, i, changed);
            }
        }
        return builder;
    }

    /// Looks up every such tensor, so that a file that may not be read is refused when the model is opened.
    ///
    /// @return true if there is one
    static boolean check(Message message, String owner, TensorCodec tensors) throws ProblemException {
        boolean[] found = new boolean[1];
        change(message, tensor -> {
            tensors.decode(tensor, owner);
            found[0] = true;
            return tensor;
        });
        return found[0];
    }
}
