package dev.secateur.app.cli;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.NormalisationMemory;

/// What the command line needs from the rest of the program; put together by the composition root, and by tests.
///
/// @param streams where to write
/// @param desktop opens the window
/// @param painter draws a network into a picture file
/// @param resources finds the data that comes with the program
/// @param interrupt tells that the user wants to stop
/// @param normalisations remembers how pixels were given to which model; null forgets
public record Host(Streams streams, Desktop desktop, GraphPainter painter, Datasets.Resources resources,
        Interrupt interrupt, @Nullable NormalisationMemory normalisations) {}
