package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import dev.secateur.app.actions.Screen;
import dev.secateur.views.component.EmptyState;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// What the window shows while no model is open: how to open one, and those that were opened last.
final class Welcome extends VBox {

    private static final double WIDTH = 560;

    private final Screen screen;
    private final VBox recent = new VBox(2);

    /// Shown while no model is open and nothing runs that may open one; the panels are hidden then.
    Welcome(SessionModel session, Screen screen, ModelHost host, Node panels) {
        this.screen = screen;
        setId("welcome");
        getStyleClass().add("welcome");
        setAlignment(Pos.CENTER);
        EmptyState state = new EmptyState(Icon.MODEL, "Drop an ONNX model here, or open one.")
                .withAction("Open…", screen::chooseModel)
                .withAction("Open the sample model", screen::openSample);
        recent.setMaxWidth(WIDTH);
        recent.getStyleClass().add("welcome-recent");
        getChildren().addAll(state, samples(host), guides(host), recent);
        screen.recent().addListener((InvalidationListener) o -> listRecent());
        listRecent();
        Runnable show = () -> {
            boolean empty = session.present() == null && session.jobs().running().isEmpty();
            setVisible(empty);
            panels.setVisible(!empty);
        };
        session.presentProperty().addListener(o -> show.run());
        session.jobs().running().addListener((InvalidationListener) o -> show.run());
        show.run();
    }

    private static HBox samples(ModelHost host) {
        HBox row = new HBox(8, new Label("Further samples:"));
        row.setAlignment(Pos.CENTER);
        for (SampleModels.Sample sample : SampleModels.Sample.values()) {
            if (sample != SampleModels.Sample.RESNET) {
                Hyperlink link = new Hyperlink(sample.title());
                link.setOnAction(e -> host.openSample(sample));
                row.getChildren().add(link);
            }
        }
        return row;
    }

    private static VBox guides(ModelHost host) {
        Label title = new Label("Guided tasks");
        title.getStyleClass().add("welcome-title");
        VBox all = new VBox(2, title);
        all.setMaxWidth(WIDTH);
        for (Guide guide : Guide.values()) {
            Label name = new Label(guide.title());
            name.getStyleClass().add("medium");
            name.setMinWidth(USE_PREF_SIZE);
            Label summary = new Label(guide.summary());
            summary.getStyleClass().add("muted");
            summary.setMinWidth(0);
            HBox line = new HBox(8, Icon.PLAY.at(12), name, summary);
            line.setAlignment(Pos.CENTER_LEFT);
            Button entry = new Button(null, line);
            entry.setId("guide-" + guide.name().toLowerCase(java.util.Locale.ROOT));
            entry.getStyleClass().addAll("flat", "welcome-file");
            entry.setMaxWidth(Double.MAX_VALUE);
            entry.setAccessibleText(guide.title() + ": " + guide.summary());
            line.maxWidthProperty().bind(entry.widthProperty().subtract(24));
            entry.setOnAction(e -> host.guide(guide));
            all.getChildren().add(entry);
        }
        return all;
    }

    private void listRecent() {
        ObservableList<Path> files = screen.recent();
        recent.getChildren().clear();
        if (!files.isEmpty()) {
            Label title = new Label("Recent models");
            title.getStyleClass().add("welcome-title");
            recent.getChildren().add(title);
        }
        List<Path> now = List.copyOf(files);
        for (int i = 0; i < now.size(); i++) {
            recent.getChildren().add(entry(now.get(i), i + 1));
        }
    }

    private Button entry(Path file, int number) {
        Label name = new Label(file.getFileName().toString());
        name.getStyleClass().add("medium");
        name.setMinWidth(USE_PREF_SIZE);
        Label folder = new Label(ModelLine.folder(file));
        folder.getStyleClass().add("muted");
        folder.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
        folder.setMinWidth(0);
        folder.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(folder, Priority.ALWAYS);
        Label key = new Label("Ctrl+" + number);
        key.getStyleClass().add("key-cap");
        key.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, Icon.FILE.at(14), name, folder, key);
        line.setAlignment(Pos.CENTER_LEFT);
        Button entry = new Button(null, line);
        entry.getStyleClass().addAll("flat", "welcome-file");
        entry.setMaxWidth(Double.MAX_VALUE);
        entry.setAccessibleText("Open " + file);
        line.maxWidthProperty().bind(entry.widthProperty().subtract(24));
        line.prefWidthProperty().bind(line.maxWidthProperty());
        entry.setOnAction(e -> screen.open(file));
        return entry;
    }
}
