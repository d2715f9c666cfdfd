package dev.secateur.engine.onnx;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.graph.Constraint;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;

/// Real models with seeded damage: each is read or refused with a sentence, in bounded memory, and what was read can be written.
class MutationTest {

    private static final int OF_STRUCTURE = 400;
    private static final int OF_WHOLE = 40;

    /// Bytes that may be allocated beside a multiple of the size of the file.
    private static final long BASE = 64L << 20;
    private static final long FACTOR = 100;

    private final com.sun.management.ThreadMXBean memory = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();

    private int read;
    private int refused;

    @Test
    void damagedModelsAreReadOrRefusedAndNeverAnythingElse() throws Exception {
        for (Path file : SharedModels.all()) {
            byte[] whole = Files.readAllBytes(file);
            byte[] structure = structure(whole);
            for (int seed = 0; seed < OF_STRUCTURE; seed++) {
                attempt(structure, seed, file);
            }
            for (int seed = 0; seed < OF_WHOLE; seed++) {
                attempt(whole, seed, file);
            }
        }
        assertThat(read).as("still read").isPositive();
        assertThat(refused).as("refused").isPositive();
    }

    /// The model with its large weights as inputs, so that damage meets what the reader has to understand.
    private static byte[] structure(byte[] bytes) throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(bytes).toBuilder();
        GraphProto.Builder graph = model.getGraphBuilder();
        for (int i = graph.getInitializerCount() - 1; i >= 0; i--) {
            TensorProto tensor = graph.getInitializer(i);
            if (tensor.getSerializedSize() > 256) {
                graph.removeInitializer(i);
                if (graph.getInputList().stream().noneMatch(in -> in.getName().equals(tensor.getName()))) {
                    graph.addInput(Models.floats(tensor.getName(),
                            tensor.getDimsList().stream().mapToLong(Long::longValue).toArray()));
                }
            }
        }
        return model.build().toByteArray();
    }

    private void attempt(byte[] model, int seed, Path file) {
        byte[] damaged = damage(model, new Random(seed));
        long thread = Thread.currentThread().threadId();
        long before = memory.getThreadAllocatedBytes(thread);
        try {
            Graph graph = OnnxReader.decode(damaged, file.toAbsolutePath().getParent());
            assertThat(Constraint.violations(graph)).isEmpty();
            OnnxWriter.encode(graph);
            read++;
        } catch (ProblemException e) {
            assertThat(e.getMessage()).hasSizeLessThan(1_000);
            refused++;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(file.getFileName() + ", seed " + seed + ", " + model.length + " bytes", e);
        }
        assertThat(memory.getThreadAllocatedBytes(thread) - before).as("bytes allocated for %s, seed %d", file, seed)
                .isLessThan(BASE + FACTOR * damaged.length);
    }

    private static byte[] damage(byte[] model, Random random) {
        byte[] damaged = model.clone();
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times && damaged.length > 16; i++) {
            int at = random.nextInt(damaged.length - 8);
            damaged = switch (random.nextInt(6)) {
                case 0 -> flip(damaged, at, 1 << random.nextInt(8));
                case 1 -> Arrays.copyOf(damaged, at);
                case 2 -> insert(damaged, at, 1 + random.nextInt(20), random);
                case 3 -> overwrite(damaged, at, (byte) 0xff, 1 + random.nextInt(8));
                case 4 -> overwrite(damaged, at, (byte) random.nextInt(256), 1);
                default -> remove(damaged, at, 1 + random.nextInt(8));
            };
        }
        return damaged;
    }

    private static byte[] flip(byte[] bytes, int at, int mask) {
        bytes[at] ^= (byte) mask;
        return bytes;
    }

    /// Ones make lengths and extents huge or negative.
    private static byte[] overwrite(byte[] bytes, int at, byte value, int count) {
        Arrays.fill(bytes, at, at + count, value);
        return bytes;
    }

    private static byte[] insert(byte[] bytes, int at, int count, Random random) {
        byte[] extra = new byte[count];
        random.nextBytes(extra);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.writeBytes(extra);
        out.write(bytes, at, bytes.length - at);
        return out.toByteArray();
    }

    private static byte[] remove(byte[] bytes, int at, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        out.write(bytes, at + count, bytes.length - at - count);
        return out.toByteArray();
    }
}
