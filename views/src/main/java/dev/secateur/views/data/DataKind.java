package dev.secateur.views.data;

import java.util.Arrays;

import dev.secateur.views.session.DataChoice;

/// The kinds of data that can be chosen.
public enum DataKind {
    NONE("", "None: inputs are random"),
    FASHION("fashion", "Fashion-MNIST, built in"),
    CIFAR10("cifar10", "CIFAR-10, folder of binary batches"),
    CIFAR100("cifar100", "CIFAR-100, folder of binary batches"),
    IDX("idx", "IDX files as of MNIST"),
    IMAGES("images", "Image folder, one folder a class"),
    UNLABELLED("unlabelled", "Image folder without classes, to calibrate by");

    private final String id;
    private final String title;

    DataKind(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /// True if it lies in a folder that the user names.
    public boolean hasFolder() {
        return this != NONE && this != FASHION;
    }

    String spec(String folder) {
        return hasFolder() ? id + ":" + folder : id;
    }

    static DataKind of(DataChoice choice) {
        return Arrays.stream(values()).filter(k -> k.id.equals(choice.kind())).findFirst().orElse(NONE);
    }

    @Override
    public String toString() {
        return title;
    }
}
