package dev.secateur.app.main;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;

import dev.secateur.app.cli.CommandLineProgram;
import dev.secateur.app.cli.Desktop;
import dev.secateur.app.cli.Interrupt;
import dev.secateur.app.jobs.ComputeModel;
import dev.secateur.app.jobs.FxJobRunner;
import dev.secateur.app.settings.SettingsFile;
import dev.secateur.app.settings.SettingsModel;
import dev.secateur.app.window.OpenModel;
import dev.secateur.app.window.SampleModels;
import dev.secateur.app.window.WorkbenchStage;
import dev.secateur.engine.job.Job;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionStore;
import dev.secateur.views.session.EngineWork;
import dev.secateur.views.session.RunSettings;
import dev.secateur.views.session.SessionJournal;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.training.EngineTraining;

/// Puts the window and all behind it together, and waits until it is closed.
final class Workbench implements Desktop {

    private final SettingsFile settingsFile;
    private final SampleModel sample;
    private final SessionStore sessions;
    private final StartTrace trace;
    private final Interrupt interrupt;
    private final ComputeModel compute = ComputeModel.onFxThread(KernelDevices::found);
    private final CountDownLatch closed = new CountDownLatch(1);

    Workbench(SettingsFile settingsFile, SampleModel sample, SessionStore sessions, StartTrace trace,
            Interrupt interrupt) {
        this.settingsFile = settingsFile;
        this.sample = sample;
        this.sessions = sessions;
        this.trace = trace;
        this.interrupt = interrupt;
    }

    @Override
    public void open(Optional<Path> model, Optional<String> device) throws ProblemException {
        trace.reached("main");
        FxJobRunner runner = FxJobRunner.onFxThread(compute::kernels);
        try {
            Platform.setImplicitExit(false);
            Platform.startup(() -> show(model, runner, device));
        } catch (UnsupportedOperationException e) {
            throw noDisplay(e);
        }
        interrupt.whenRequested(closed::countDown);
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        runner.close();
    }

    private static ProblemException noDisplay(RuntimeException cause) {
        return new ProblemException(new Problem.OfDevice("cannot open the workbench", "display",
                "it does not answer (" + cause.getMessage() + ")",
                "check DISPLAY, or use a command that needs no window: inspect, blocks, methods, apply, bench, export"),
                cause);
    }

    private void show(Optional<Path> file, FxJobRunner runner, Optional<String> device) {
        trace.reached("toolkit");
        SettingsFile.Loaded loaded = settingsFile.load();
        SettingsModel settings = new SettingsModel(settingsFile, loaded.settings());
        new SettingsKeeper(settings, runner).install();
        OpenModel first = model(runner, settings);
        file.ifPresentOrElse(first.session()::open, () -> openSample(first.session(),
                SampleModels.Sample.RESNET, first.session()::open));
        trace.reached("settings");
        Iterator<OpenModel> prepared = List.of(first).iterator();
        WorkbenchStage window = new WorkbenchStage(new Stage(),
                new WorkbenchStage.Content(() -> prepared.hasNext() ? prepared.next() : model(runner, settings),
                        sessions,
                        settings, this::openSample),
                closed::countDown);
        trace.reached("window made");
        compute.rememberIn(settings);
        device.or(() -> settings.get().further().chosenDevice()).ifPresent(name -> makeReady(first.session(), name));
        window.show();
        trace.reached("window shown");
        if (!loaded.complaint().isEmpty()) {
            window.tell(loaded.complaint());
        }
        if (trace.isWanted()) {
            window.whenPictured(() -> trace.reached("first picture"));
        }
    }

    /// What belongs to a further model.
    private OpenModel model(FxJobRunner runner, SettingsModel settings) {
        EngineWork work = new EngineWork();
        SessionModel session = new SessionModel(runner, work);
        session.runSettingsProperty().set(RunSettings.defaults().withThreads(settings.get().threads()));
        new DataMemory(session, settings, sample::is).install();
        session.sourceProperty().addListener((o, was, is) -> {
            if (is != null && !sample.is(is)) {
                settings.opened(is);
            }
        });
        return new OpenModel(session, new SessionJournal(session, sessions, settings.budgetProperty()::get), work,
                new EngineTraining(settings.runs(), CommandLineProgram.nameAndVersion()), compute);
    }

    private void makeReady(SessionModel session, String device) {
        session.jobs().start(new Job<>("Make the device ready", Job.Lane.LIGHT, p -> compute.prepare(device)),
                compute::use);
    }

    private void openSample(SessionModel session, SampleModels.Sample which, Consumer<Path> then) {
        session.jobs().start(new Job<>("Unpack the sample model", Job.Lane.LIGHT, p -> sample.file(which.file())),
                then);
    }
}
