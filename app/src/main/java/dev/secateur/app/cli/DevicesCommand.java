package dev.secateur.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import picocli.CommandLine;

import dev.secateur.engine.job.Progress;
import dev.secateur.engine.kernel.ComputeDevice;
import dev.secateur.engine.kernel.KernelDevices;
import dev.secateur.engine.kernel.KernelProvider;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.kernel.ProcessorForm;

@CommandLine.Command(name = "devices", description = "List the devices that large data-parallel work can be done on, and why others cannot serve.")
final class DevicesCommand extends Command {

    private static final int MEGABYTE = 20;

    DevicesCommand(Host host) {
        super(host);
    }

    /// Nothing is computed.
    @Override
    Kernels kernels() {
        return Kernels.processor();
    }

    @Override
    Report run(Progress progress) {
        progress.report(-1, "Looking for devices");
        KernelProvider.Survey survey = host().devices().get().survey();
        int processors = Runtime.getRuntime().availableProcessors();
        TextTable table = new TextTable("--device", "what", "name", "driven by", "memory, MB", "largest array, MB");
        table.row(KernelDevices.PROCESSOR, "processor", "the engine's own kernels, " + processors + " threads", "Java",
                "", "");
        String form = "The processor's kernels: " + ProcessorForm.FOUND.text() + ".";
        List<Map<String, Object>> list = new ArrayList<>();
        for (ComputeDevice device : survey.devices()) {
            String kind = device.kind().name().toLowerCase(Locale.ROOT);
            table.row(device.id(), kind, device.name(), device.platform(), megabytes(device.memory()),
                    megabytes(device.largestBuffer()));
            list.add(Json.object("id", device.id(), "kind", kind, "name", device.name(), "platform",
                    device.platform(), "memoryBytes", device.memory(), "largestArrayBytes", device.largestBuffer()));
        }
        String end = System.lineSeparator();
        List<String> sentences = new ArrayList<>(List.of(form));
        sentences.addAll(survey.obstacles());
        String text = table + end + end + String.join(end, sentences);
        return new Report(
                Json.object("processors", processors, "processorForm", ProcessorForm.FOUND.text(), "devices", list,
                        "obstacles", survey.obstacles()),
                text);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d", bytes >> MEGABYTE);
    }
}
