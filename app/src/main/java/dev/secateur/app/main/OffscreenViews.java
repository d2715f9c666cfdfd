package dev.secateur.app.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.secateur.app.cli.CommandLineProgram;
import dev.secateur.app.cli.ViewPainter;
import dev.secateur.app.jobs.ComputeModel;
import dev.secateur.app.jobs.FxJobRunner;
import dev.secateur.app.jobs.Offscreen;
import dev.secateur.app.settings.Settings;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.settings.WindowSettings;
import dev.secateur.app.window.OpenModel;
import dev.secateur.app.window.ShownView;
import dev.secateur.app.window.WorkbenchShell;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionJournal;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.training.EngineTraining;

/// Draws views for the command line: the whole window is put together on JavaFX's headless platform, without a display.
final class OffscreenViews implements ViewPainter {

    private static final long LOOK_NS = 30_000_000;
    private static final int QUIET = 4;

    @Override
    public List<String> views() {
        return ShownView.names();
    }

    @Override
    public byte[] paint(Wanted wanted, Progress progress) throws ProblemException {
        progress.report(-1, "Drawing");
        Path folder = folder();
        Offscreen.start();
        ComputeModel compute = Offscreen.onFxThread(() -> ComputeModel.onFxThread(KernelDevices::found));
        FxJobRunner runner = FxJobRunner.onFxThread(compute::kernels);
        ShownView view = Offscreen.onFxThread(() -> shown(wanted, folder, runner, compute));
        try {
            Path against = wanted.against();
            Offscreen.onFxThread(
                    () -> act(() -> view.open(against == null ? wanted.model() : against, wanted.view())));
            waitFor(view, progress);
            if (against != null) {
                Offscreen.onFxThread(() -> act(() -> view.add(wanted.model())));
                waitFor(view, progress);
                Offscreen.onFxThread(() -> act(view::holdAgainstOriginal));
                waitFor(view, progress);
            }
            String data = wanted.data();
            if (data != null) {
                Offscreen.onFxThread(() -> act(() -> view.measure(data)));
                waitFor(view, progress);
            }
            return Offscreen.onFxThread(() -> view.picture(wanted.view(), wanted.vector()));
        } finally {
            Offscreen.onFxThread(() -> act(view::close));
            runner.close();
            remove(folder);
        }
    }

    private static boolean act(Runnable action) {
        action.run();
        return true;
    }

    private static ShownView shown(Wanted wanted, Path folder, FxJobRunner runner, ComputeModel compute) {
        WindowSettings size = new WindowSettings(wanted.size().width(), wanted.size().height(), false, 248, 368, 288,
                240, true, true, true);
        SettingsModel settings = new SettingsModel(new SettingsFile(folder.resolve("settings.json")),
                Settings.defaults().withWindow(size).withDark(wanted.dark()));
        SessionStore store = new SessionStore(folder.resolve("sessions"));
        EngineWork work = new EngineWork();
        SessionModel session = new SessionModel(runner, work);
        session.runSettingsProperty().set(RunSettings.defaults().withThreads(wanted.threads()));
        OpenModel model = new OpenModel(session, new SessionJournal(session, store, () -> Long.MAX_VALUE), work,
                new EngineTraining(settings.runs(), CommandLineProgram.nameAndVersion()), compute);
        return new ShownView(new Stage(), new WorkbenchShell.Setting(() -> model, store, settings, new NoDialogs(),
                (from, which, then) -> {}, () -> {}));
    }

    /// Waits until nothing is at work for a few looks on end: what is shown may begin something when it has its size.
    private static void waitFor(ShownView view, Progress progress) throws ProblemException {
        int quiet = 0;
        while (quiet < QUIET) {
            progress.check();
            Problem met = Offscreen.onFxThread(() -> Met.of(view)).problem();
            if (met != null) {
                throw new ProblemException(met);
            }
            quiet = Offscreen.onFxThread(view::isReady) ? quiet + 1 : 0;
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private record Met(@Nullable Problem problem) {

        static Met of(ShownView view) {
            return new Met(view.problem());
        }
    }

    private static Path folder() throws ProblemException {
        try {
            return Files.createTempDirectory("secateur");
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot make a folder for the picture",
                    Path.of(Objects.requireNonNull(System.getProperty("java.io.tmpdir"))), AtomicFile.reason(e), "");
        }
    }

    private static void remove(Path folder) throws ProblemException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw ProblemException.ofFile("cannot remove what was made for the picture", folder,
                    AtomicFile.reason(e), "remove it by hand");
        }
    }
}
