package dev.secateur.app.window;

import dev.secateur.app.jobs.ComputeModel;
import dev.secateur.views.session.SessionJournal;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.SessionWork;
import dev.secateur.views.training.TrainingWork;

/// What belongs to one open model, or to the place where one can be opened.
///
/// @param journal keeps the session on the disk
/// @param work opens data
/// @param training trains
/// @param compute does large data-parallel work
public record OpenModel(SessionModel session, SessionJournal journal, SessionWork work, TrainingWork training,
        ComputeModel compute) {}
