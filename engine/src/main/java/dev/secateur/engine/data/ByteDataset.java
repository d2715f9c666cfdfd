package dev.secateur.engine.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/// Pictures whose values lie as bytes at equal distances in memory or in mapped files.
///
/// @param pictures where they lie: one segment for each file
/// @param perFile pictures in each file but the last, which may hold fewer
/// @param first offset of the first picture's values in its file, bytes
/// @param stride distance of two pictures, bytes
/// @param labels one for each picture
record ByteDataset(Heading heading, List<MemorySegment> pictures, int perFile, long first, long stride,
        int[] labels) implements Dataset {

    /// What is known of the set as a whole.
    record Heading(String name, Split split, List<String> classes, Extents extents) {}

    @Override
    public String name() {
        return heading.name();
    }

    @Override
    public Split split() {
        return heading.split();
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public List<String> classes() {
        return heading.classes();
    }

    @Override
    public Extents extents() {
        return heading.extents();
    }

    @Override
    public float[] image(int index) {
        MemorySegment file = pictures.get(index / perFile);
        long start = first + index % perFile * stride;
        float[] values = new float[extents().values()];
        for (int i = 0; i < values.length; i++) {
            values[i] = file.get(ValueLayout.JAVA_BYTE, start + i) & 0xff;
        }
        return values;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public String fingerprint() {
        Fingerprint fingerprint = new Fingerprint().add(labels);
        pictures.forEach(fingerprint::add);
        return fingerprint.end();
    }
}
