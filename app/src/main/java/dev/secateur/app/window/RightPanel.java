package dev.secateur.app.window;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import dev.secateur.app.actions.Screen;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// The panel at the right: depth for blocks, inspector for nodes, and all methods. What is selected brings depth or inspector to
/// the front; the tabs overrule that until the selection changes, and methods stay until another tab is chosen.
final class RightPanel extends BorderPane {

    private static final double ICON = 14;

    private final ToggleButton depthTab = new ToggleButton("Depth", Icon.MERGE.at(ICON));
    private final ToggleButton methodsTab = new ToggleButton("Methods", Icon.SLIDERS.at(ICON));
    private Runnable onClose = () -> {};
    private final ToggleButton inspectorTab = new ToggleButton("Inspector", Icon.INFO.at(ICON));

    RightPanel(SessionModel session, Node depth, Node inspector, Node methods) {
        depthTab.setTooltip(new Tooltip("Make fewer, wider layers: what selected blocks would become when merged"));
        inspectorTab.setTooltip(new Tooltip("All that is known of the selected node"));
        methodsTab.setTooltip(new Tooltip("All methods that cut or quantise, each with its settings"));
        ToggleGroup group = new ToggleGroup();
        depthTab.setToggleGroup(group);
        depthTab.setId("tab-depth");
        inspectorTab.setToggleGroup(group);
        inspectorTab.setId("tab-inspector");
        methodsTab.setToggleGroup(group);
        methodsTab.setId("tab-methods");
        methodsTab.getStyleClass().addAll("small", "tab-button");
        methods.visibleProperty().bind(methodsTab.selectedProperty());
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            }
        });
        depthTab.getStyleClass().addAll("small", "tab-button");
        inspectorTab.getStyleClass().addAll("small", "tab-button");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Button close = new Button(null, Icon.X.at(ICON));
        close.setId("close-right");
        close.getStyleClass().addAll("icon-button", "small");
        close.setAccessibleText("Close the panel");
        close.setTooltip(new Tooltip("Close the panel"));
        close.setOnAction(e -> onClose.run());
        HBox tabs = new HBox(4, depthTab, inspectorTab, methodsTab, gap, close);
        tabs.getStyleClass().add("panel-tabs");
        depth.visibleProperty().bind(depthTab.selectedProperty());
        inspector.visibleProperty().bind(inspectorTab.selectedProperty());
        depthTab.setSelected(true);
        getStyleClass().add("right-panel");
        setTop(tabs);
        setCenter(new StackPane(depth, inspector, methods));
        session.scope().selectionProperty().addListener((o, was, is) -> follow(is));
    }

    private void follow(Selection selection) {
        if (methodsTab.isSelected()) {
            return;
        }
        if (!selection.blocks().isEmpty()) {
            showDepth();
        } else if (!selection.nodes().isEmpty()) {
            inspectorTab.setSelected(true);
        }
    }

    /// What the cross does.
    void setOnClose(Runnable action) {
        onClose = action;
    }

    /// What it can show, and how.
    List<Screen.Place> places() {
        return Stream.of(depthTab, inspectorTab, methodsTab)
                .map(tab -> new Screen.Place(tab.getText(), icon(tab), () -> tab.setSelected(true))).toList();
    }

    private Icon icon(ToggleButton tab) {
        return tab == depthTab ? Icon.MERGE : tab == inspectorTab ? Icon.INFO : Icon.SLIDERS;
    }

    void showDepth() {
        depthTab.setSelected(true);
    }
}
