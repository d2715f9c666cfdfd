package dev.secateur.app.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.secateur.app.settings.ProgramVersion;
import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.problem.Problem;

/// The command line as a whole: finds the command that is asked for, runs it, and gives the exit code.
public final class CommandLineProgram {

    private static final int WIDTH = 110;

    private final Host host;

    public CommandLineProgram(Host host) {
        this.host = host;
    }

    /// Name and version of the program: `secateur 0.1.0`.
    public static String nameAndVersion() {
        return ProgramVersion.text();
    }

    /// Runs one command line.
    ///
    /// @return one of the numbers in {@link ExitCode}
    public int run(String... arguments) {
        CommandLine line = new CommandLine(new RootCommand(host));
        List.of(new OpenCommand(host), new InspectCommand(host), new BlocksCommand(host),
                new MethodsCommand(host), new ApplyCommand(host), new RunCommand(host),
                new SensitivityCommand(host), new PolicyCommand(host), new BenchCommand(host), new TrainCommand(host),
                new EvaluateCommand(host), new CompareCommand(host),
                new ReportCommand(host), new ExportCommand(host),
                new DevicesCommand(host)).forEach(line::addSubcommand);
        line.addSubcommand(TableCommand.of(host));
        line.setUsageHelpWidth(WIDTH);
        line.setUsageHelpAutoWidth(false);
        line.setOut(new java.io.PrintWriter(host.streams().out(), true));
        line.setErr(new java.io.PrintWriter(host.streams().err(), true));
        line.setParameterExceptionHandler(this::refuse);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        return line.execute(isModel(arguments) ? new String[]{"open", arguments[0]} : arguments);
    }

    /// True if all that is given is the file of a model, as desktops do for a file that is opened with the program.
    private static boolean isModel(String... arguments) {
        return arguments.length == 1 && arguments[0].toLowerCase(Locale.ROOT).endsWith(".onnx");
    }

    private int refuse(ParameterException e, String[] arguments) {
        boolean json = Arrays.asList(arguments).contains("--json");
        CommandLine asked = e.getCommandLine();
        String where = "secateur" + (asked.getParent() == null ? "" : " " + asked.getCommandName());
        Problem problem = new Problem.OfSetting("wrong usage", where, clause(e), hint(e, asked));
        return new OutcomePrinter(host.streams(), json).print(problem, ExitCode.USAGE);
    }

    private static String clause(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().getFirst().startsWith("-")) {
            boolean group = !e.getCommandLine().getSubcommands().isEmpty();
            return (group ? "there is no command " : "there is one argument too many: ")
                    + unmatched.getUnmatched().getFirst();
        }
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }

    private static String hint(ParameterException e, CommandLine asked) {
        if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
            String wrong = unmatched.getUnmatched().getFirst();
            List<String> names = wrong.startsWith("-") ? options(asked.getCommandSpec()) : commands(asked);
            if (!names.isEmpty()) {
                return NearestNames.hint(wrong, names);
            }
        }
        return "see " + asked.getCommandSpec().qualifiedName() + " --help";
    }

    private static List<String> options(CommandSpec spec) {
        return spec.options().stream().map(CommandLine.Model.OptionSpec::longestName).toList();
    }

    private static List<String> commands(CommandLine asked) {
        return asked.getSubcommands().keySet().stream().sorted().collect(Collectors.toList());
    }
}
