package dev.secateur.engine.train;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Tensor;

/// Named tensors and a text in one file, in the safetensors format (Hugging Face): the length of the header as eight bytes,
/// little-endian; the header, JSON with type, extents and place of each tensor; the numbers.
///
/// @param text kept under `__metadata__`
record TensorFile(Map<String, Tensor> tensors, String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<DType, String> TYPES = Map.of(DType.FLOAT, "F32", DType.DOUBLE, "F64", DType.INT64, "I64");
    private static final String METADATA = "__metadata__";
    private static final String KEY = "secateur";
    private static final String WHAT = "cannot read the checkpoint";
    private static final int ALIGNMENT = 8;

    /// Writes the file as a whole, or leaves what was there.
    void write(Path file) throws ProblemException {
        ObjectNode header = MAPPER.createObjectNode();
        header.putObject(METADATA).put(KEY, text);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            String type = TYPES.get(tensor.dtype());
            if (type == null) {
                throw new IllegalArgumentException(entry.getKey() + " is of " + tensor.dtype());
            }
            ObjectNode place = header.putObject(entry.getKey()).put("dtype", type);
            place.set("shape", MAPPER.valueToTree(tensor.dims()));
            place.set("data_offsets", MAPPER.valueToTree(List.of(offset, offset + tensor.byteSize())));
            offset += tensor.byteSize();
        }
        byte[] encoded = padded(MAPPER.writeValueAsBytes(header));
        AtomicFile.write(file, channel -> {
            ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(encoded.length);
            writeAll(channel, length.flip());
            writeAll(channel, ByteBuffer.wrap(encoded));
            for (Tensor tensor : tensors.values()) {
                writeAll(channel, tensor.bytes().asByteBuffer());
            }
        });
    }

    private static byte[] padded(byte[] header) {
        int length = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] padded = java.util.Arrays.copyOf(header, length);
        java.util.Arrays.fill(padded, header.length, length, (byte) ' ');
        return padded;
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Reads the file whole, into Java's memory.
    ///
    /// @throws ProblemException if it cannot be read or is not such a file
    static TensorFile read(Path file) throws ProblemException {
        try (FileChannel channel = FileChannel.open(file); Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return decode(bytes);
        } catch (IOException e) {
            throw ProblemException.ofFile(WHAT, file, AtomicFile.reason(e), "");
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException e) {
            throw ProblemException.ofFile(WHAT, file, "it is no checkpoint, or it is damaged",
                    "remove it to train from the beginning");
        }
    }

    private static TensorFile decode(MemorySegment bytes) {
        long length = bytes.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        byte[] header = bytes.asSlice(Long.BYTES, length).toArray(ValueLayout.JAVA_BYTE);
        MemorySegment data = bytes.asSlice(Long.BYTES + length);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        String text = "";
        for (Map.Entry<String, JsonNode> entry : MAPPER.readTree(new String(header, StandardCharsets.UTF_8))
                .properties()) {
            if (entry.getKey().equals(METADATA)) {
                text = entry.getValue().path(KEY).asString();
            } else {
                tensors.put(entry.getKey(), tensor(entry.getValue(), data));
            }
        }
        return new TensorFile(tensors, text);
    }

    private static Tensor tensor(JsonNode place, MemorySegment data) {
        String type = place.path("dtype").asString();
        DType dtype = TYPES.entrySet().stream().filter(e -> e.getValue().equals(type)).map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown type"));
        long[] dims = place.path("shape").valueStream().mapToLong(JsonNode::asLong).toArray();
        long from = place.path("data_offsets").path(0).asLong();
        long to = place.path("data_offsets").path(1).asLong();
        byte[] copy = data.asSlice(from, to - from).toArray(ValueLayout.JAVA_BYTE);
        return Tensor.of(dtype, dims, MemorySegment.ofArray(copy));
    }
}
