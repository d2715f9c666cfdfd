package dev.secateur.views.data;

import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Normalisation;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionWork;

/// The choice of data while it is being made. Data that cannot be opened is not taken, and the reason is shown in place.
public final class DataViewModel {

    private final SessionModel session;
    private final SessionWork work;
    private final ObjectProperty<DataKind> kind = new SimpleObjectProperty<>(DataKind.NONE);
    private final StringProperty folder = new SimpleStringProperty("");
    private final ObjectProperty<Pixels> pixels = new SimpleObjectProperty<>(Pixels.USUAL);
    private final StringProperty scale = new SimpleStringProperty("");
    private final StringProperty mean = new SimpleStringProperty("");
    private final StringProperty std = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper fact = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");

    /// @param work opens the data
    public DataViewModel(SessionModel session, SessionWork work) {
        this.session = session;
        this.work = work;
        pixels.addListener((o, was, is) -> {
            Normalisation named = is.normalisation();
            if (named != null) {
                fillNumbers(named);
            }
        });
        session.runSettingsProperty().addListener((o, was, is) -> {
            if (!is.data().equals(was.data())) {
                show(is.data());
            }
        });
        show(session.runSettings().data());
    }

    public ObjectProperty<DataKind> kindProperty() {
        return kind;
    }

    /// The folder, for kinds that lie in one.
    public StringProperty folderProperty() {
        return folder;
    }

    public ObjectProperty<Pixels> pixelsProperty() {
        return pixels;
    }

    /// Factor for pixels of 0 to 255, as typed: `1/255`.
    public StringProperty scaleProperty() {
        return scale;
    }

    /// One number a channel, as typed, separated by blanks or commas.
    public StringProperty meanProperty() {
        return mean;
    }

    /// One number a channel, as typed, separated by blanks or commas.
    public StringProperty stdProperty() {
        return std;
    }

    /// What was opened; empty while nothing was.
    public ReadOnlyStringProperty factProperty() {
        return fact.getReadOnlyProperty();
    }

    /// Why the choice cannot be taken; empty if it can.
    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    /// Takes over what is chosen in the session.
    public void show(DataChoice choice) {
        kind.set(DataKind.of(choice));
        folder.set(choice.folder());
        Normalisation chosen = choice.normalisation();
        pixels.set(Pixels.of(chosen));
        if (chosen != null) {
            fillNumbers(chosen);
        }
        error.set("");
    }

    private void fillNumbers(Normalisation chosen) {
        scale.set(Math.abs(chosen.scale() * 255 - 1) < 1e-12 ? "1/255" : Double.toString(chosen.scale()));
        mean.set(text(chosen.mean()));
        std.set(text(chosen.std()));
    }

    private static String text(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    /// What came of opening the data.
    private record Opened(String fact, String error) {}

    /// Opens the data; if that goes well, chooses it and then runs an action.
    public void use(Runnable then) {
        error.set("");
        fact.set("");
        DataChoice choice = choice();
        var version = session.present();
        if (choice == null || version == null) {
            return;
        }
        if (choice.isNone()) {
            choose(choice);
            return;
        }
        Graph graph = version.graph();
        session.jobs().start(new Job<>("Open " + choice.title(), Job.Lane.LIGHT, p -> open(choice, graph)), opened -> {
            error.set(opened.error());
            if (opened.error().isEmpty()) {
                choose(choice);
                fact.set(opened.fact());
                then.run();
            }
        });
    }

    private void choose(DataChoice choice) {
        session.runSettingsProperty().set(session.runSettings().withData(choice));
    }

    private Opened open(DataChoice choice, Graph graph) {
        try {
            return new Opened(work.describe(choice, graph), "");
        } catch (ProblemException e) {
            return new Opened("", e.problem().sentence());
        }
    }

    private @Nullable DataChoice choice() {
        if (kind.get() == DataKind.NONE) {
            return DataChoice.NONE;
        }
        if (kind.get().hasFolder() && folder.get().isBlank()) {
            error.set("Choose the folder that holds the files");
            return null;
        }
        String spec = kind.get().spec(folder.get().strip());
        if (pixels.get() != Pixels.OWN) {
            return new DataChoice(spec, pixels.get().normalisation());
        }
        try {
            return new DataChoice(spec, new Normalisation(factor(scale.get()), numbers(mean.get()),
                    numbers(std.get())));
        } catch (NumberFormatException e) {
            error.set("A number is missing or is none: give a scale, and one mean and one deviation a channel");
        } catch (IllegalArgumentException e) {
            error.set("Give as many means as deviations, and no zero for the scale or a deviation");
        }
        return null;
    }

    private static double factor(String text) {
        int stroke = text.indexOf('/');
        return stroke < 0
                ? Double.parseDouble(text.strip())
                : Double.parseDouble(text.substring(0, stroke).strip())
                        / Double.parseDouble(text.substring(stroke + 1).strip());
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.strip().split("[\\s,;]+")).mapToDouble(Double::parseDouble).toArray();
    }
}
