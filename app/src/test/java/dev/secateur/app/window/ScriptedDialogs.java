package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.views.session.Defect;

/// Answers dialogs as the test decided beforehand.
final class ScriptedDialogs implements Dialogs {

    private final Path target;
    final List<Defect> defects = new ArrayList<>();

    ScriptedDialogs(Path target) {
        this.target = target;
    }

    @Override
    public Optional<Path> chooseModel(Optional<Path> folder) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseTarget(Optional<Path> folder, String suggestion, String ending) {
        return Optional.of(target);
    }

    @Override
    public boolean mayReplace(Path file) {
        return true;
    }

    @Override
    public boolean mayLose(String what, String version) {
        return true;
    }

    @Override
    public void show(Defect defect) {
        defects.add(defect);
    }

    @Override
    public void show(String title, String text) {
        throw new AssertionError("no dialog was expected: " + title);
    }
}
