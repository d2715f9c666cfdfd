package dev.secateur.views.session;

import java.nio.file.Path;
import java.time.Instant;

import dev.secateur.engine.compress.ConfigJson;
import dev.secateur.engine.compress.Learning;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodListener;
import dev.secateur.engine.experiment.RecipeSteps;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.session.SessionFile;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.train.Pause;
import dev.secateur.engine.train.TrainListener;

/// A method that is about to be applied, for the first time or again after the program was cut off.
///
/// @param from what it starts from
/// @param label names the version that it makes
/// @param name under which its trainings save themselves
/// @param resume true if it was started before
record MethodStart(Version from, String method, Record config, String label, String name, boolean resume) {

    static MethodStart of(Version from, String method, Record config, String label) {
        String name = "job-" + ProcessHandle.current().pid() + "-" + Instant.now().toEpochMilli();
        return new MethodStart(from, method, config, label, name, false);
    }

    /// @throws ProblemException if the method or its configuration is not known any more
    static MethodStart again(Version from, SessionFile.OpenJob job) throws ProblemException {
        Method<?> method = RecipeSteps.named(job.method(), null);
        Record config = ConfigJson.read(method.defaults().getClass(), job.config());
        return new MethodStart(from, job.method(), config, job.title(), job.checkpoint(), true);
    }

    /// @param listener learns what the method finds
    SessionWork.Request request(SessionModel session, MethodListener listener, TrainListener training,
            Graph original) {
        Path folder = session.checkpointFolderProperty().get();
        Path checkpoint = folder == null ? null : folder.resolve(name + ".checkpoint");
        return new SessionWork.Request(from, method, config, session.runSettings(), listener, training,
                new SessionWork.Upkeep(checkpoint, resume, new Pause(), session.seedProperty().get(), original));
    }

    /// Says of the job what it does, and lets it be held if it trains.
    RunningJob mark(RunningJob started, SessionWork.Request request) {
        started.does(new SessionFile.OpenJob(label, from.id(), method, ConfigJson.write(config), name));
        if (RecipeSteps.find(method, null).filter(step -> Learning.isWanted(step, config)).isPresent()) {
            started.pauseWith(request.upkeep().pause());
        }
        return started;
    }
}
