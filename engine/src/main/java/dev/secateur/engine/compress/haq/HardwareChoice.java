package dev.secateur.engine.compress.haq;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.BitFusion;
import dev.secateur.engine.hardware.bits.BitSerial;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.MeasuredInteger;
import dev.secateur.engine.hardware.bits.ModelSize;
import dev.secateur.engine.hardware.bits.OwnTable;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.record.Machine;

/// Which models tell costs.
///
/// @param asked the one whose cost is limited
/// @param all that are told of every policy: the built-in ones, and the one asked if it is none of them
record HardwareChoice(HardwareModel asked, List<HardwareModel> all) {

    /// The built-in models of accelerators.
    static final List<HardwareModel> ACCELERATORS = List.of(BitSerial.EDGE, BitSerial.CLOUD, new BitFusion());

    /// Times layers if ONNX Runtime is asked for.
    static HardwareChoice of(Graph graph, Goal goal, int threads, Progress progress) throws ProblemException {
        HardwareModel model = switch (goal.hardware()) {
            case BISMO_EDGE -> BitSerial.EDGE;
            case BISMO_CLOUD -> BitSerial.CLOUD;
            case BITFUSION -> new BitFusion();
            case ONNXRUNTIME -> MeasuredInteger.here(graph, Machine.present(threads).cpu(), threads, progress);
            case TABLE -> table(goal.table());
        };
        List<HardwareModel> all = new ArrayList<>(ACCELERATORS);
        if (!all.contains(model)) {
            all.add(model);
        }
        return new HardwareChoice(goal.cost() == Quantity.SIZE ? new ModelSize() : model, all);
    }

    private static HardwareModel table(String file) throws ProblemException {
        if (file.isBlank()) {
            throw ProblemException.ofSetting("no table of costs", "goal.table", "the hardware is a table of your own",
                    "name its file");
        }
        return OwnTable.read(Path.of(file));
    }
}
