package dev.secateur.engine.compress.haq;

import java.util.List;

import dev.secateur.engine.data.Dataset;
import dev.secateur.engine.data.Split;
import dev.secateur.engine.problem.ProblemException;

/// The pictures of a set from one on.
///
/// @param from the first one
/// @param size how many
record Behind(Dataset whole, int from, int size) implements Dataset {

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Split split() {
        return whole.split();
    }

    @Override
    public List<String> classes() {
        return whole.classes();
    }

    @Override
    public Extents extents() {
        return whole.extents();
    }

    @Override
    public float[] image(int index) throws ProblemException {
        return whole.image(from + index);
    }

    @Override
    public int label(int index) {
        return whole.label(from + index);
    }

    @Override
    public String source(int index) {
        return whole.source(from + index);
    }

    @Override
    public String fingerprint() throws ProblemException {
        return whole.fingerprint() + " from " + from + ", " + size;
    }
}
