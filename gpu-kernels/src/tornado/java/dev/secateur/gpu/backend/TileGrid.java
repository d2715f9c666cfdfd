package dev.secateur.gpu.backend;

import uk.ac.manchester.tornado.api.WorkerGrid;
import uk.ac.manchester.tornado.api.WorkerGrid2D;

/// The work-items of a tiled kernel: as many groups as tiles cover the result.
final class TileGrid {

    private final int[] sizes;
    private final WorkerGrid workers = new WorkerGrid2D(TiledKernels.GROUP, TiledKernels.GROUP);

    /// @param sizes of the kernel: results and results in a row first; others from run to run
    TileGrid(int[] sizes) {
        this.sizes = sizes;
        workers.setLocalWork(TiledKernels.GROUP, TiledKernels.GROUP, 1);
    }

    /// As they were for the last run.
    WorkerGrid workers() {
        return workers;
    }

    /// Makes the work-items those of the run that follows.
    void cover() {
        workers.setGlobalWork(items(sizes[1]), items(sizes[0] / sizes[1]), 1);
        // Counts the groups anew.
        workers.setLocalWork(TiledKernels.GROUP, TiledKernels.GROUP, 1);
    }

    private static long items(int results) {
        return (long) Math.ceilDiv(results, TiledKernels.TILE) * TiledKernels.GROUP;
    }
}
