package dev.secateur.app.main;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

import dev.secateur.app.settings.DataSettings;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.engine.data.Normalisation;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;

/// Remembers which data was chosen for which model, and chooses it again when the model is opened.
final class DataMemory {

    private final SessionModel session;
    private final SettingsModel settings;
    private final Predicate<Path> isSample;

    /// @param isSample true for the model that comes with the program, which goes with the data that comes with it
    DataMemory(SessionModel session, SettingsModel settings, Predicate<Path> isSample) {
        this.session = session;
        this.settings = settings;
        this.isSample = isSample;
    }

    void install() {
        session.sourceProperty().addListener((o, was, is) -> {
            if (is != null) {
                session.runSettingsProperty().set(session.runSettings().withData(remembered(is)));
            }
        });
        session.runSettingsProperty().addListener((o, was, is) -> {
            Path source = session.source();
            if (source != null && !is.data().equals(was.data())) {
                settings.change(s -> s.withData(written(key(source), is.data())));
            }
        });
    }

    private DataChoice remembered(Path source) {
        DataChoice otherwise = isSample.test(source) ? DataChoice.of("fashion") : DataChoice.NONE;
        return settings.get().dataOf(key(source)).map(DataMemory::read).orElse(otherwise);
    }

    private static String key(Path source) {
        return source.toAbsolutePath().normalize().toString();
    }

    private static DataChoice read(DataSettings kept) {
        boolean usual = kept.mean().isEmpty() || kept.mean().size() != kept.std().size() || kept.scale() == 0;
        return usual
                ? DataChoice.of(kept.spec())
                : new DataChoice(kept.spec(),
                        new Normalisation(kept.scale(), numbers(kept.mean()), numbers(kept.std())));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static DataSettings written(String model, DataChoice choice) {
        Normalisation own = choice.normalisation();
        return own == null
                ? new DataSettings(model, choice.spec(), 0, List.of(), List.of())
                : new DataSettings(model, choice.spec(), own.scale(), list(own.mean()), list(own.std()));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
