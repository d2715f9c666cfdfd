package dev.secateur.app.window;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.canvas.picture.PngEncoder;
import dev.secateur.views.session.DataChoice;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.version.FileVersion;

/// A window that is shown only to take pictures of its views. All methods are called on the window's thread.
public final class ShownView {

    private static final String WINDOW = "window";

    private final Stage stage;
    private final WorkbenchShell shell;

    /// Shows the window with nothing open.
    public ShownView(Stage stage, WorkbenchShell.Setting setting) {
        this.stage = stage;
        shell = new WorkbenchShell(setting);
        stage.setScene(shell.scene());
        stage.show();
        var size = setting.settings().get().window();
        stage.setWidth(size.width());
        stage.setHeight(size.height());
        shell.shown().place();
    }

    /// The views that there are, `window` for all of it among them.
    public static List<String> names() {
        return Stream.concat(Arrays.stream(ViewTabs.Tab.values()).map(ShownView::name), Stream.of(WINDOW)).toList();
    }

    private static String name(ViewTabs.Tab tab) {
        return tab.name().toLowerCase(Locale.ROOT);
    }

    private SessionModel session() {
        return shell.shown().model().session();
    }

    /// Opens a model in the view of this name.
    public void open(Path model, String view) {
        session().open(model);
        for (ViewTabs.Tab tab : ViewTabs.Tab.values()) {
            if (name(tab).equals(view)) {
                shell.shown().workspace().tabs().shownProperty().set(tab);
            }
        }
    }

    /// Adds another file as a version of what is open.
    public void add(Path file) {
        var unused = FileVersion.add(session(), file);
    }

    /// Shows the version that was added last beside the original.
    public void holdAgainstOriginal() {
        shell.shown().workspace().showBeforeAndAfter();
    }

    /// Times all that is open and evaluates it on data.
    public void measure(String data) {
        session().runSettingsProperty().set(session().runSettings().withData(DataChoice.of(data)));
        VersionTree tree = session().tree();
        if (tree != null) {
            tree.versions().forEach(version -> {
                session().trials().measure(version);
                session().trials().evaluate(version);
            });
        }
    }

    /// True once nothing is at work any more.
    public boolean isReady() {
        return session().jobs().running().isEmpty() && session().analysis() != null;
    }

    /// What went wrong; null for nothing.
    public @Nullable Problem problem() {
        return session().jobs().problemProperty().get();
    }

    /// A picture of a view as it is shown now, the bytes of a whole file.
    ///
    /// @param vector true for SVG, false for PNG
    public byte[] picture(String view, boolean vector) {
        Node shown = view.equals(WINDOW) ? shell.scene().getRoot() : shell.shown().workspace().middle();
        return vector
                ? SceneSvg.of(shown).getBytes(StandardCharsets.UTF_8)
                : PngEncoder.encode(shown.snapshot(null, null));
    }

    /// Takes the window away.
    public void close() {
        stage.hide();
        shell.end();
    }
}
