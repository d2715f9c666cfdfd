package dev.secateur.views.session;

import java.util.List;

import dev.secateur.engine.train.TrainEvent;

/// News of a training within a method.
///
/// @param title of the method's job
/// @param events since the last news, in order
public record MethodTraining(String title, List<TrainEvent> events) {

    public MethodTraining {
        events = List.copyOf(events);
    }
}
