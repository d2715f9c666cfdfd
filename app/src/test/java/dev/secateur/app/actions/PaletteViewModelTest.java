package dev.secateur.app.actions;

import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PaletteViewModelTest {

    private final BooleanProperty open = new SimpleBooleanProperty(false);
    private final PaletteViewModel palette = new PaletteViewModel(
            List.of(command("Export ONNX…").enabledWhen(open), command("Open…"), command("Open all blocks")));

    private static Command command(String title) {
        return Command.of(title, () -> {});
    }

    @Test
    void everyWordMustOccur() {
        palette.queryProperty().set("OPEN bl");
        assertThat(palette.offered()).extracting(Command::title).containsExactly("Open all blocks");
    }

    @Test
    void whatCannotBeDoneComesLast() {
        assertThat(palette.offered()).extracting(Command::title).containsExactly("Open…", "Open all blocks",
                "Export ONNX…");
    }

    @Test
    void openingItAgainAsksAnewWhatCanBeDone() {
        palette.queryProperty().set("nothing like it");
        assertThat(palette.offered()).isEmpty();
        open.set(true);
        palette.reset();
        assertThat(palette.offered()).extracting(Command::title).startsWith("Export ONNX…");
    }
}
