package dev.secateur.engine.train;

import java.util.List;
import java.util.Random;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Split;

/// Grey pictures of 8×8 pixels with noise, one quarter of which is bright; the class says which.
public record Quarters(int size, long seed) implements Dataset {

    @Override
    public String name() {
        return "quarters";
    }

    @Override
    public Split split() {
        return Split.TRAIN;
    }

    @Override
    public List<String> classes() {
        return List.of("upper left", "upper right", "lower left", "lower right");
    }

    @Override
    public Extents extents() {
        return new Extents(1, 8, 8);
    }

    @Override
    public float[] image(int index) {
        Random random = new Random(seed * 1_000_003 + index);
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            boolean bright = (i / 32 * 2 + i % 8 / 4) == label(index);
            values[i] = (bright ? 150 : 50) + 50 * random.nextFloat();
        }
        return values;
    }

    @Override
    public int label(int index) {
        return index % 4;
    }

    @Override
    public String fingerprint() {
        return "quarters " + size + " " + seed;
    }
}
