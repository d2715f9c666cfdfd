package dev.secateur.gpu.backend;

import java.util.List;

import org.jspecify.annotations.Nullable;
import uk.ac.manchester.tornado.api.GridScheduler;
import uk.ac.manchester.tornado.api.ImmutableTaskGraph;
import uk.ac.manchester.tornado.api.TaskGraph;
import uk.ac.manchester.tornado.api.TornadoExecutionPlan;
import uk.ac.manchester.tornado.api.TornadoProfilerResult;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.enums.DataTransferMode;
import uk.ac.manchester.tornado.api.enums.ProfilerMode;
import uk.ac.manchester.tornado.api.exceptions.TornadoExecutionPlanException;

import dev.secateur.gpu.launch.Device;
import dev.secateur.gpu.launch.DeviceFailure;
import dev.secateur.gpu.launch.DeviceKernel;

/// One kernel with its arrays. Where an array may stay on the device, a first graph sends it there and a second one uses it.
final class TornadoPlan implements Device.Plan {

    private static final String LOAD = "load";
    private static final String RUN = "run";

    private final TornadoExecutionPlan plan;
    private final boolean keeps;
    private final @Nullable TileGrid grid;
    private boolean ran;

    TornadoPlan(TornadoDevice device, DeviceKernel kernel, List<Object> arrays) {
        this.keeps = kernel.keeps();
        ImmutableTaskGraph run = KernelTasks.add(kernel, inputs(kernel, arrays), arrays)
                .transferToHost(DataTransferMode.EVERY_EXECUTION, arrays.getLast()).snapshot();
        this.plan = keeps
                ? new TornadoExecutionPlan(load(arrays.getFirst()), run)
                : new TornadoExecutionPlan(run);
        plan.withDevice(device).withProfiler(ProfilerMode.SILENT);
        this.grid = kernel.isTiled() ? new TileGrid((int[]) arrays.get(1)) : null;
        if (grid != null) {
            plan.withGridScheduler(new GridScheduler(RUN + "." + KernelTasks.TASK, grid.workers()));
        }
    }

    private static TaskGraph inputs(DeviceKernel kernel, List<Object> arrays) {
        TaskGraph graph = new TaskGraph(RUN);
        int first = kernel.keeps() ? 1 : 0;
        if (kernel.keeps()) {
            graph.consumeFromDevice(LOAD, arrays.getFirst());
        }
        graph.transferToDevice(DataTransferMode.EVERY_EXECUTION,
                arrays.subList(first, first + kernel.sent()).toArray());
        List<Object> scratch = arrays.subList(first + kernel.sent(), arrays.size() - 1);
        // Only the device uses them, but an array that is never sent is none that a kernel may take.
        return scratch.isEmpty() ? graph : graph.transferToDevice(DataTransferMode.FIRST_EXECUTION, scratch.toArray());
    }

    private static ImmutableTaskGraph load(Object kept) {
        TaskGraph graph = new TaskGraph(LOAD).transferToDevice(DataTransferMode.EVERY_EXECUTION, kept);
        return KernelTasks.load(graph, kept).persistOnDevice(kept).snapshot();
    }

    @Override
    public Device.Times run(boolean load) {
        return Failures.guarded(() -> {
            Device.Times times = new Device.Times(0, 0, 0);
            if (keeps && load) {
                times = executed(plan.withGraph(0), null);
            }
            if (grid != null) {
                grid.cover();
            }
            Device.Times run = executed(keeps ? plan.withGraph(1) : plan, RUN);
            return times.plus(run);
        });
    }

    private Device.Times executed(TornadoExecutionPlan graph, @Nullable String mustRun) {
        TornadoProfilerResult profile = graph.execute().getProfilerResult();
        if (mustRun != null && profile.getDeviceKernelTime() <= 0) {
            throw new DeviceFailure("the kernel did not run on the device", new IllegalStateException(mustRun));
        }
        Device.Times times = new Device.Times(ran ? 0 : profile.getCompileTime(),
                profile.getDeviceWriteTime() + profile.getDeviceReadTime(), profile.getDeviceKernelTime());
        ran = ran || mustRun != null;
        return times;
    }

    @Override
    public void close() {
        try {
            plan.close();
        } catch (TornadoExecutionPlanException e) {
            throw new DeviceFailure("a plan cannot be closed", e);
        }
    }
}
