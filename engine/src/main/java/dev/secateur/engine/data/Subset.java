package dev.secateur.engine.data;

import java.util.List;

import dev.secateur.engine.problem.ProblemException;

/// Some pictures of a set, in an order of their own.
///
/// @param indices in the whole set
record Subset(Dataset whole, int[] indices) implements Dataset {

    @Override
    public String name() {
        return whole.name();
    }

    @Override
    public Split split() {
        return whole.split();
    }

    @Override
    public int size() {
        return indices.length;
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
        return whole.image(indices[index]);
    }

    @Override
    public int label(int index) {
        return whole.label(indices[index]);
    }

    @Override
    public List<Skipped> skipped() {
        return whole.skipped();
    }

    @Override
    public String source(int index) {
        return whole.source(indices[index]);
    }

    @Override
    public String fingerprint() throws ProblemException {
        return new Fingerprint().add(whole.fingerprint()).add(indices).end();
    }
}
