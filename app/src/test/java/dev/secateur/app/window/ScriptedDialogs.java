package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.secateur.views.session.Defect;

/// Answers dialogs as the test decided beforehand, and keeps what was asked.
final class ScriptedDialogs implements Dialogs {

    final List<Defect> defects = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    Optional<Path> model = Optional.empty();
    Optional<Path> target;
    boolean agrees = true;

    ScriptedDialogs(Path target) {
        this.target = Optional.of(target);
    }

    @Override
    public Optional<Path> chooseModel(Optional<Path> folder) {
        asked.add("model");
        return model;
    }

    @Override
    public Optional<Path> chooseFile(Optional<Path> folder, String title, String ending) {
        asked.add("file " + ending);
        return model;
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        asked.add("folder");
        return model;
    }

    @Override
    public Optional<Path> chooseTarget(Optional<Path> folder, String suggestion, String ending) {
        asked.add("target " + suggestion);
        return target;
    }

    @Override
    public boolean mayReplace(Path file) {
        asked.add("replace " + file.getFileName());
        return agrees;
    }

    @Override
    public boolean mayLose(String what, String version) {
        asked.add("lose " + version);
        return agrees;
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
