package dev.secateur.app.cli;

import dev.secateur.engine.data.Datasets;

/// What the command line needs from the rest of the program; put together by the composition root, and by tests.
///
/// @param streams where to write
/// @param desktop opens the window
/// @param painter draws a network into a picture file
/// @param resources finds the data that comes with the program
/// @param interrupt tells that the user wants to stop
public record Host(Streams streams, Desktop desktop, GraphPainter painter, Datasets.Resources resources,
        Interrupt interrupt) {}
