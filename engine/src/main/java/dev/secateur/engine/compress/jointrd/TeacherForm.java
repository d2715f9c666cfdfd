package dev.secateur.engine.compress.jointrd;

import java.util.Locale;

/// Where the teacher comes from.
public enum TeacherForm {
    /// It is the model that was opened, frozen.
    PRETRAINED,
    /// It begins with drawn weights and is trained by the labels beside the plain network, a step of its own before each step of the
    /// other; the model that was opened gives its shape alone.
    COTRAINED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
