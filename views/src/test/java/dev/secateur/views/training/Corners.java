package dev.secateur.views.training;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import dev.secateur.engine.architecture.ResNet;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.onnx.OnnxReader;
import dev.secateur.engine.onnx.OnnxWriter;
import dev.secateur.engine.problem.ProblemException;

/// Grey pictures of 8 by 8, bright in the corner that is their class, in IDX files, which have ten classes, and a small network.
final class Corners {

    private static final int SIDE = 8;
    private static final int CLASSES = 4;

    private Corners() {}

    /// Writes both parts as IDX files; gives what to open.
    static String data(Path folder) throws IOException {
        write(folder, "train", 64);
        write(folder, "t10k", 32);
        return "idx:" + folder;
    }

    static Graph model(Path file) throws ProblemException {
        OnnxWriter.write(ResNet.of(8, new dev.secateur.engine.architecture.Pictures(1, SIDE, 10), 1), file);
        return OnnxReader.read(file);
    }

    private static void write(Path folder, String part, int count) throws IOException {
        Random random = new Random(part.hashCode());
        ByteBuffer pictures = ByteBuffer.allocate(16 + count * SIDE * SIDE);
        pictures.putInt(0x803).putInt(count).putInt(SIDE).putInt(SIDE);
        ByteBuffer labels = ByteBuffer.allocate(8 + count);
        labels.putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            int label = i % CLASSES;
            labels.put((byte) label);
            for (int at = 0; at < SIDE * SIDE; at++) {
                boolean right = at % SIDE >= SIDE / 2;
                boolean low = at / SIDE >= SIDE / 2;
                boolean own = label == (right ? 1 : 0) + (low ? 2 : 0);
                pictures.put((byte) (random.nextInt(80) + (own ? 120 : 0)));
            }
        }
        Files.write(folder.resolve(part + "-images-idx3-ubyte"), pictures.array());
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
}
