package dev.secateur.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.Methods;
import dev.secateur.engine.compress.Setting;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.ProblemException;

@CommandLine.Command(name = "methods", description = "List the methods, or the settings of one.")
final class MethodsCommand extends Command {

    @CommandLine.Parameters(paramLabel = "ID", arity = "0..1", description = "Method whose settings to list.")
    @Nullable
    String id;

    MethodsCommand(Host host) {
        super(host);
    }

    @Override
    Report run(Progress progress) throws ProblemException {
        return id == null ? all() : one(Methods.named(id));
    }

    private static Report all() {
        TextTable table = new TextTable("method", "title", "source");
        List<Map<String, Object>> list = new ArrayList<>();
        for (Method<?> method : Methods.all()) {
            table.row(method.info().id(), method.info().title(), method.info().paper());
            list.add(info(method.info()));
        }
        return new Report(Json.object("methods", list), table.toString());
    }

    private static Report one(Method<?> method) {
        MethodInfo info = method.info();
        List<Setting> settings = Setting.of(method.defaults());
        TextTable table = new TextTable("setting", "default", "range");
        List<String> help = new ArrayList<>();
        settings.forEach(s -> {
            table.row(s.key(), s.text().isEmpty() ? "none" : s.text(), s.range());
            help.add(s.key() + ": " + s.param().help());
        });
        Map<String, Object> json = info(info);
        json.put("config", settings.stream().map(MethodsCommand::setting).toList());
        String end = System.lineSeparator();
        return new Report(json,
                info.id() + ": " + info.summary() + end
                        + (info.paper().isEmpty() ? "" : "Source: " + info.paper() + end) + end + table
                        + end + end + String.join(end, help));
    }

    private static Map<String, Object> info(MethodInfo info) {
        return Json.object("id", info.id(), "title", info.title(), "summary", info.summary(), "paper", info.paper(),
                "needs", info.needs().stream().map(n -> n.name().toLowerCase(Locale.ROOT).replace('_', '-')).sorted()
                        .toList());
    }

    private static Map<String, Object> setting(Setting setting) {
        return Json.object("key", setting.key(), "label", setting.param().label(), "unit", setting.param().unit(),
                "default", setting.value() instanceof Enum<?> e ? e.toString() : setting.value(), "min",
                setting.param().min(), "max", setting.param().max(), "choices", setting.choices(), "range",
                setting.range(), "help", setting.param().help());
    }
}
