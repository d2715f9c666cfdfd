package dev.secateur.app.actions;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.Property;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

import dev.secateur.views.theme.Icon;

/// What commands ask of the window.
public interface Screen {

    /// Asks for a model and opens it.
    void chooseModel();

    /// Opens a model beside those that are open.
    void open(Path file);

    /// Reads the open model's file again; asks first if work would be lost.
    void reload();

    /// Closes the model that is shown.
    void closeModel();

    /// Shows the open model that many places further on.
    void showNext(int step);

    /// Shows the page of the first start.
    void startPage();

    /// Shows or hides the sessions that are kept on the disk.
    void sessions();

    /// Opens the sample model that comes with the program.
    void openSample();

    /// The models opened last, newest first.
    ObservableList<Path> recent();

    /// Asks for a file that was made elsewhere and adds it as a version.
    void addVersion();

    /// Asks where to and exports the present as ONNX.
    void exportModel();

    /// Asks where to and writes the steps to the present as a recipe.
    void saveRecipe();

    /// Asks where to and writes the report of the present: one page that needs no other file.
    void saveReport();

    /// Asks where to and writes a picture of the tab that is shown.
    void saveTab(Picture format);

    /// Asks for a recipe and shows it, to be changed and run on the present.
    void runRecipe();

    /// Shows the steps to the present as a recipe, to be changed, saved and run.
    void editRecipe();

    /// Asks where to and draws the graph into a PNG or SVG file.
    void exportPicture(Picture format);

    /// Kinds of pictures.
    enum Picture {
        PNG,
        SVG,
        /// Only what is in view.
        VIEW_PNG,
        /// Only what is in view.
        VIEW_SVG;

        /// The ending of the file's name.
        public String ending() {
            return this == PNG || this == VIEW_PNG ? "png" : "svg";
        }
    }

    /// Puts the cursor into the search field.
    void find();

    /// Places in the window and ways to begin, in order.
    List<Place> places(PlaceKind kind);

    /// Where one can go.
    ///
    /// @param title names it: `Slimming`
    /// @param go goes there
    record Place(String title, Icon icon, Runnable go) {}

    /// Kinds of places.
    enum PlaceKind {
        /// Tabs of the middle.
        TAB,
        /// What the panel at the right can show.
        PANEL,
        /// Models that come with the program.
        SAMPLE,
        /// Guided tasks.
        GUIDE,
        /// Forms of methods.
        METHOD
    }

    /// Merges the blocks that are selected, as the depth panel shows it.
    void mergeSelected();

    /// True if a selected block can be merged now.
    ObservableValue<Boolean> canMerge();

    /// Takes the keyboard to the pane that many further on.
    void nextPane(int step);

    /// Shows or hides the list of all jobs.
    void showJobs();

    /// Shows all commands.
    void palette();

    /// What the window can show or hide, or be switched between.
    Property<Boolean> toggle(Switch which);

    /// Switches of the window.
    enum Switch {
        DARK,
        SYSTEM_THEME,
        LEFT_PANEL,
        RIGHT_PANEL,
        LAYER_TABLE,
        LEFT_TO_RIGHT,
        ATTRIBUTES,
        WEIGHTS,
        NAMES
    }

    /// Moves about in the graph.
    void graph(Move move);

    /// Movements and selections in the graph.
    enum Move {
        ZOOM_IN,
        ZOOM_OUT,
        ACTUAL_SIZE,
        FIT,
        SELECT_ALL,
        OPEN_ALL_BLOCKS,
        CLOSE_ALL_BLOCKS
    }

    /// Clears the selection and what floats.
    void escape();

    /// Times the present in ONNX Runtime.
    void measure();

    /// Counts right answers of the present; asks for data first if none is chosen.
    void evaluate();

    /// Shows or hides the choice of data.
    void chooseData();

    /// Lists all keys.
    void showKeys();

    /// Shows or hides the settings.
    void showSettings();

    /// Shows what the methods do.
    void showMethodHelp();

    /// Says what this program is.
    void showAbout();

    /// Closes the window; asks first if work would be lost.
    void quit();
}
