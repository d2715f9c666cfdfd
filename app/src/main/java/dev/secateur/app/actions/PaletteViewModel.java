package dev.secateur.app.actions;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Which commands the palette offers for what was typed.
public final class PaletteViewModel {

    private final List<Command> all;
    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<Command> offered = FXCollections.observableArrayList();
    /// One for all: a fresh one would be collected, with the listeners on it, as it listens weakly itself.
    private final ObservableList<Command> shownOffered = FXCollections.unmodifiableObservableList(offered);

    public PaletteViewModel(List<Command> all) {
        this.all = List.copyOf(all);
        query.addListener(o -> update());
        update();
    }

    /// What was typed.
    public StringProperty queryProperty() {
        return query;
    }

    /// Those whose title holds every word, in the menus' order; commands that cannot be done now come last.
    public ObservableList<Command> offered() {
        return shownOffered;
    }

    /// Starts anew, since what can be done may have changed.
    public void reset() {
        query.set("");
        update();
    }

    private void update() {
        List<String> words = List.of(query.get().toLowerCase(Locale.ROOT).strip().split("\\s+"));
        List<Command> found = all.stream().filter(c -> matches(c, words)).toList();
        offered.setAll(found.stream().filter(c -> c.enabled().getValue()).toList());
        offered.addAll(found.stream().filter(c -> !c.enabled().getValue()).toList());
    }

    private static boolean matches(Command command, List<String> words) {
        String title = command.title().toLowerCase(Locale.ROOT);
        return words.stream().allMatch(title::contains);
    }
}
