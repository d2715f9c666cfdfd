package dev.secateur.app.main;

import java.nio.file.Path;
import java.util.Optional;

import dev.secateur.app.window.Dialogs;
import dev.secateur.views.session.Defect;

/// Dialogs where nobody is who could answer: nothing is chosen, nothing is replaced; a defect ends the work.
final class NoDialogs implements Dialogs {

    @Override
    public Optional<Path> chooseModel(Optional<Path> folder) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFile(Optional<Path> folder, String title, String ending) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseFolder(String title) {
        return Optional.empty();
    }

    @Override
    public Optional<Path> chooseTarget(Optional<Path> folder, String suggestion, String ending) {
        return Optional.empty();
    }

    @Override
    public boolean mayReplace(Path file) {
        return false;
    }

    @Override
    public boolean mayLose(String what, String version) {
        return true;
    }

    @Override
    public void show(Defect defect) {
        throw new IllegalStateException(defect.during(), defect.error());
    }

    @Override
    public void show(String title, String text) {
        // Nobody is there to read it.
    }
}
