package dev.secateur.app.main;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// Runs the script `secateur` in a folder of its own, with a `java`, a `mvn` and JDKs that only say how they were called.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a bash script")
class LauncherTest {

    private static final String MAVEN = """
            #!/bin/sh
            run=%s/app/target/run
            mkdir -p "$run"
            echo "class path of the build" > "$run/app-1.jar"
            printf '%%s' "$run/app-1.jar" > "$run/class-path"
            echo "$JAVA25_HOME" >> %s/builds
            echo "words of the build"
            """;

    @TempDir
    Path temp;

    private Path root;
    private Path bin;
    private Path jdks;
    private final Map<String, String> environment = new HashMap<>();

    record Outcome(int exit, String out, String err) {}

    @BeforeEach
    void preparesAFolderWithBlanksInItsName() throws IOException {
        root = Files.createDirectories(temp.resolve("a house").resolve("secateur repository"));
        bin = Files.createDirectories(temp.resolve("bin"));
        jdks = Files.createDirectories(temp.resolve("all jdks"));
        Files.copy(Path.of("..", "secateur"), root.resolve("secateur"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.createDirectories(root.resolve("app/src/main"));
        Files.writeString(root.resolve("app/src/main/Source.java"), "");
        script(bin.resolve("mvn"), MAVEN.formatted(quoted(root), quoted(temp)));
        environment.put("PATH", jdk("old", 17).resolve("bin") + ":" + bin + ":/usr/bin:/bin");
        environment.put("HOME", temp.toString());
        environment.put("SECATEUR_JDK_FOLDERS", jdks.toString());
    }

    @Test
    void takesAJdk25FromTheFoldersWhenJavaOnThePathIsOlder() throws Exception {
        jdk("all jdks/jdk-21", 21);
        jdk("all jdks/jdk-25", 25);

        Outcome outcome = launch(root.resolve("secateur"), "inspect", "my model.onnx");

        assertThat(outcome.out()).startsWith("started java 25 in " + temp.toRealPath())
                .contains("OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=3000")
                .endsWith("[dev.secateur.app.main.Main]\n[inspect]\n[my model.onnx]\n");
        assertThat(outcome.exit()).isEqualTo(7);
    }

    @Test
    void prefersTheJdkThatWasNamed() throws Exception {
        jdk("all jdks/jdk-25", 25);
        Path named = jdk("named", 25);
        environment.put("SECATEUR_JAVA_HOME", named.toString());

        launch(root.resolve("secateur"));

        assertThat(builds()).containsExactly(named.toString());
    }

    @Test
    void passesOverAnOlderJavaHome() throws Exception {
        Path suitable = jdk("all jdks/jdk-25", 25);
        environment.put("JAVA_HOME", jdk("java home", 17).toString());

        launch(root.resolve("secateur"));

        assertThat(builds()).containsExactly(suitable.toString());
    }

    @Test
    void saysInOneSentenceThatNoJdkWasFound() throws Exception {
        Outcome outcome = launch(root.resolve("secateur"), "--version");

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("secateur: no JDK 25 found.").hasLineCount(1);
    }

    @Test
    void refusesANamedJdkThatIsTooOld() throws Exception {
        jdk("all jdks/jdk-25", 25);
        environment.put("SECATEUR_JAVA_HOME", jdk("named", 21).toString());

        Outcome outcome = launch(root.resolve("secateur"));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.err()).contains("names a Java 21").hasLineCount(1);
    }

    @Test
    void buildsOnceAndAgainOnlyWhenASourceIsNewer() throws Exception {
        jdk("all jdks/jdk-25", 25);

        Outcome first = launch(root.resolve("secateur"));
        Outcome second = launch(root.resolve("secateur"));
        assertThat(builds()).hasSize(1);
        assertThat(first.err()).contains("words of the build");
        assertThat(first.out()).doesNotContain("words of the build");
        assertThat(second.err()).isEmpty();

        Files.setLastModifiedTime(root.resolve("app/src/main/Source.java"),
                FileTime.from(Instant.now().plusSeconds(5)));
        launch(root.resolve("secateur"));
        assertThat(builds()).hasSize(2);
    }

    @Test
    void buildsAgainWhenTheFolderWasMoved() throws Exception {
        jdk("all jdks/jdk-25", 25);
        launch(root.resolve("secateur"));

        Path moved = Files.move(root, temp.resolve("moved"));
        script(bin.resolve("mvn"), MAVEN.formatted(quoted(moved), quoted(temp)));
        Outcome outcome = launch(moved.resolve("secateur"));

        assertThat(builds()).hasSize(2);
        assertThat(outcome.out()).contains(moved.toString()).doesNotContain(root.toString());
    }

    @Test
    void saysThatTheBuildFailed() throws Exception {
        jdk("all jdks/jdk-25", 25);
        script(bin.resolve("mvn"), "#!/bin/sh\necho the reason\nexit 1\n");

        Outcome outcome = launch(root.resolve("secateur"));

        assertThat(outcome.exit()).isEqualTo(1);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("the reason").endsWith("the build failed; the lines above say why.\n");
    }

    @Test
    void worksThroughALinkToALink() throws Exception {
        jdk("all jdks/jdk-25", 25);
        Path near = Files.createSymbolicLink(root.resolve("near"), Path.of("secateur"));
        Path far = Files.createSymbolicLink(bin.resolve("prune"), near);

        assertThat(launch(far, "methods").out()).endsWith("[methods]\n").contains(root.toString());
    }

    @Test
    void addsTheDeviceArgumentsOnlyWhenADeviceIsAskedFor() throws Exception {
        jdk("all jdks/jdk-25", 25);
        Path sdk = Files.createDirectories(temp.resolve("the sdk"));
        Files.writeString(sdk.resolve("tornado-argfile.template"), "-Djava.library.path=${TORNADOVM_HOME}/lib\n");
        environment.put("TORNADOVM_HOME", sdk.toString());
        Path arguments = root.resolve("app/target/run/tornado-argfile");

        assertThat(launch(root.resolve("secateur"), "inspect", "--device", "cpu").out()).doesNotContain("tornado");
        assertThat(launch(root.resolve("secateur"), "devices").out()).contains("[@" + arguments + "]");
        assertThat(launch(root.resolve("secateur"), "apply", "--device=opencl").out()).contains("[@" + arguments);
        assertThat(launch(root.resolve("secateur"), "open").out()).doesNotContain("tornado-argfile");
        Path config = Files.createDirectories(temp.resolve("config/secateur"));
        environment.put("XDG_CONFIG_HOME", temp.resolve("config").toString());
        Files.writeString(config.resolve("settings.json"), "{ \"more\" : { \"device\" : \"auto\" } }");
        assertThat(launch(root.resolve("secateur")).out()).contains("[@" + arguments + "]");
        assertThat(launch(root.resolve("secateur"), "open", "--device", "cpu").out()).doesNotContain("tornado-argfile");
        assertThat(arguments).hasContent("-Djava.library.path=" + sdk + "/lib");
    }

    @Test
    void asksForVectorsWhereTheyPayAndTheJdkHasThem() throws Exception {
        Path jdk = jdk("all jdks/jdk-25", 25);
        String option = "[--add-modules=jdk.incubator.vector]";

        assertThat(launch(root.resolve("secateur"), "sensitivity", "m.onnx").out()).doesNotContain("incubator");
        Files.writeString(jdk.resolve("release"),
                "JAVA_VERSION=\"25.0.1\"\nMODULES=\"java.base jdk.incubator.vector jdk.jfr\"\n");
        assertThat(launch(root.resolve("secateur"), "sensitivity", "m.onnx").out()).containsOnlyOnce(option);
        assertThat(launch(root.resolve("secateur")).out()).containsOnlyOnce(option);
        assertThat(launch(root.resolve("secateur"), "inspect", "m.onnx").out()).doesNotContain("incubator");
        assertThat(launch(root.resolve("secateur"), "--version").out()).doesNotContain("incubator");

        Path sdk = Files.createDirectories(temp.resolve("the sdk"));
        Files.writeString(sdk.resolve("tornado-argfile.template"), "--add-modules ALL-SYSTEM\n");
        environment.put("TORNADOVM_HOME", sdk.toString());
        assertThat(launch(root.resolve("secateur"), "apply", "--device=auto").out()).doesNotContain("incubator");
    }

    private Path jdk(String folder, int feature) throws IOException {
        Path home = temp.resolve(folder);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + feature + ".0.1\"\n");
        script(home.resolve("bin/java"), """
                #!/bin/sh
                echo "started java %d in $PWD with OMP_WAIT_POLICY=$OMP_WAIT_POLICY GOMP_SPINCOUNT=$GOMP_SPINCOUNT"
                for argument in "$@"; do echo "[$argument]"; done
                exit 7
                """.formatted(feature));
        script(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private List<String> builds() throws IOException {
        return Files.readAllLines(temp.resolve("builds"));
    }

    private Outcome launch(Path script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        Path out = temp.resolve("out");
        Path err = temp.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(temp.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        return new Outcome(exit, Files.readString(out), Files.readString(err));
    }
}
