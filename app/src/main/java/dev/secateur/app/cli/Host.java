package dev.secateur.app.cli;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.data.Datasets;
import dev.secateur.engine.data.NormalisationMemory;
import dev.secateur.engine.kernel.KernelDevices;

/// What the command line needs from the rest of the program; put together by the composition root, and by tests.
///
/// @param streams where to write
/// @param desktop opens the window
/// @param painter draws a network into a picture file
/// @param views draws a view of the window into a picture file
/// @param resources finds the data that comes with the program
/// @param interrupt tells that the user wants to stop
/// @param normalisations remembers how pixels were given to which model; null forgets
/// @param devices finds the devices that kernels can run on; asked only where a device is asked for
public record Host(Streams streams, Desktop desktop, GraphPainter painter, ViewPainter views,
        Datasets.Resources resources,
        Interrupt interrupt, @Nullable NormalisationMemory normalisations, Supplier<KernelDevices> devices) {}
