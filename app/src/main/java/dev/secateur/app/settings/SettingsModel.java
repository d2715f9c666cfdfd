package dev.secateur.app.settings;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.RunStore;

/// The settings while the program runs, and the list of recent files that belongs to them.
public final class SettingsModel {

    private final SettingsFile file;
    private final ObservableList<Path> recent = FXCollections.observableArrayList();
    private final LongProperty budget = new SimpleLongProperty();
    private Settings settings;
    private Runnable onChange = () -> {};

    public SettingsModel(SettingsFile file, Settings settings) {
        this.file = file;
        this.settings = settings;
        budget.set(settings.further().budget());
        budget.addListener((o, was, is) -> change(s -> s.withMore(s.further().withBudget(is.longValue()))));
        settings.recent().forEach(f -> recent.add(Path.of(f)));
        recent.addListener((ListChangeListener<Path>) c -> change(
                s -> s.withRecentFiles(recent.stream().map(Path::toString).toList())));
    }

    /// Where records of runs are kept, beside the settings.
    public RunStore runs() {
        return file.runs();
    }

    /// Bytes that kept sessions may take on the disk.
    public LongProperty budgetProperty() {
        return budget;
    }

    public Settings get() {
        return settings;
    }

    /// Models opened last, newest first. Removing one forgets it.
    public ObservableList<Path> recent() {
        return recent;
    }

    /// A model was opened: it stands in front.
    public void opened(Path model) {
        change(s -> s.withRecent(model.toAbsolutePath().normalize().toString()));
        recent.setAll(settings.recent().stream().map(Path::of).toList());
    }

    public void change(UnaryOperator<Settings> how) {
        Settings before = settings;
        settings = how.apply(settings);
        if (!settings.equals(before)) {
            onChange.run();
        }
    }

    /// What happens whenever a setting has changed.
    public void setOnChange(Runnable action) {
        onChange = action;
    }

    /// Writes what was set at some time.
    ///
    /// @throws ProblemException if it cannot be written
    public void save(Settings then) throws ProblemException {
        file.save(then);
    }

    /// Writes what is set now.
    ///
    /// @throws ProblemException if it cannot be written
    public void save() throws ProblemException {
        file.save(settings);
    }
}
