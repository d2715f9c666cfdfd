package dev.secateur.app.cli;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.compress.haq.PolicyFile;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.hardware.bits.BitFusion;
import dev.secateur.engine.hardware.bits.BitLayer;
import dev.secateur.engine.hardware.bits.BitSerial;
import dev.secateur.engine.hardware.bits.HardwareModel;
import dev.secateur.engine.hardware.bits.ModelSize;
import dev.secateur.engine.hardware.bits.OwnTable;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.engine.quant.QuantLayer;
import dev.secateur.engine.store.AtomicFile;
import dev.secateur.engine.store.Destination;
import dev.secateur.views.text.Figures;

@CommandLine.Command(name = "policy", description = "Tell what policies of bits cost on modelled hardware.")
final class PolicyCommand extends Command {

    private static final int[] UNIFORM = {8, 6, 4};

    @CommandLine.Parameters(paramLabel = "MODEL", description = "ONNX file.")
    Path model;

    @CommandLine.Option(names = "--policy", paramLabel = "FILE", description = "JSON list of [weights, activations], one entry a layer; may be repeated.")
    List<Path> policies = new ArrayList<>();

    @CommandLine.Option(names = "--table", paramLabel = "FILE", description = "Also tell the costs by a table of your own, CSV or JSON.")
    @Nullable
    Path table;

    @CommandLine.Option(names = "--template", paramLabel = "FILE", description = "Write such a table for the model's layers, filled with what the bit-serial edge model tells, and do nothing else.")
    @Nullable
    Path template;

    PolicyCommand(Host host) {
        super(host);
    }

    /// A policy and its name.
    private record Named(String name, List<LayerBits> bits) {}

    @Override
    Report run(Progress progress) throws ProblemException {
        OpenedModel opened = OpenedModel.read(model, options);
        Graph graph = opened.graph();
        List<String> names = QuantLayer.of(graph).stream().map(QuantLayer::name).toList();
        List<BitLayer> layers = graph.nodes().stream().flatMap(n -> BitLayer.of(graph, opened.shapes(), n).stream())
                .filter(l -> names.contains(l.name())).toList();
        if (layers.isEmpty() || layers.size() != names.size()) {
            throw ProblemException.ofFile("cannot tell costs", model,
                    "it has no convolution or matrix product with constant float32 weights and known extents",
                    "use a float32 model and bind its open sizes with --size");
        }
        Path target = template;
        if (target != null) {
            return written(Destination.of(target, List.of(model), false), layers);
        }
        List<HardwareModel> hardware = new ArrayList<>(List.of(BitSerial.EDGE, BitSerial.CLOUD, new BitFusion()));
        if (table != null) {
            hardware.add(OwnTable.read(table));
        }
        List<Named> all = new ArrayList<>();
        for (Path file : policies) {
            all.add(new Named(String.valueOf(file.getFileName()), PolicyFile.read(file, layers.size())));
        }
        for (int bits : UNIFORM) {
            all.add(new Named("all " + bits, layers.stream().map(l -> new LayerBits(bits, bits)).toList()));
        }
        return told(layers, hardware, all);
    }

    private Report written(Destination target, List<BitLayer> layers) throws ProblemException {
        byte[] bytes = OwnTable.template(layers, BitSerial.EDGE).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(target.file(), channel -> {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
        });
        return new Report(Json.object("model", model.toString(), "table", target.file().toString()),
                "wrote " + target.file() + "; put your own numbers in, then: secateur policy MODEL --table FILE, or"
                        + " secateur apply haq MODEL --set goal.hardware=table --set goal.table=FILE");
    }

    private Report told(List<BitLayer> layers, List<HardwareModel> hardware, List<Named> all) {
        List<String> heads = new ArrayList<>(List.of("policy", ">size"));
        for (HardwareModel model : hardware) {
            heads.add(">" + model.title() + ", ms");
            heads.add(">mJ");
        }
        TextTable text = new TextTable(heads.toArray(String[]::new));
        List<Map<String, Object>> json = new ArrayList<>();
        for (Named policy : all) {
            Map<String, Object> costs = new LinkedHashMap<>();
            OptionalDouble size = sum(new ModelSize(), Quantity.SIZE, layers, policy.bits());
            costs.put("bytes", value(size));
            List<String> cells = new ArrayList<>(List.of(policy.name(),
                    Figures.bytes(Math.round(size.orElse(0)))));
            for (HardwareModel model : hardware) {
                OptionalDouble ms = sum(model, Quantity.LATENCY, layers, policy.bits());
                OptionalDouble mj = sum(model, Quantity.ENERGY, layers, policy.bits());
                cells.add(shown(ms));
                cells.add(shown(mj));
                costs.put(model.id(), Json.object("ms", value(ms), "mj", value(mj)));
            }
            text.row(cells.toArray(String[]::new));
            json.add(Json.object("name", policy.name(), "costs", costs));
        }
        return new Report(Json.object("model", model.toString(), "layers", layers.size(), "policies", json),
                text + System.lineSeparator() + "modelled, not measured; the cloud takes 16 pictures, the others one");
    }

    private static OptionalDouble sum(HardwareModel model, Quantity quantity, List<BitLayer> layers,
            List<LayerBits> bits) {
        double sum = 0;
        for (int l = 0; l < layers.size(); l++) {
            OptionalDouble own = model.cost(quantity, layers.get(l), bits.get(l).weights(), bits.get(l).activations());
            if (own.isEmpty()) {
                return own;
            }
            sum += own.getAsDouble();
        }
        return OptionalDouble.of(sum);
    }

    private static @Nullable Double value(OptionalDouble value) {
        return value.isEmpty() ? null : (Double) value.getAsDouble();
    }

    private static String shown(OptionalDouble value) {
        return value.isEmpty() ? "" : Figures.significant(value.getAsDouble());
    }
}
