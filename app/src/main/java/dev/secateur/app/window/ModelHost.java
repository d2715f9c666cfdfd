package dev.secateur.app.window;

import java.nio.file.Path;

import dev.secateur.views.archive.ArchiveRow;

/// The window as one of the models in it sees it.
interface ModelHost {

    /// Opens a model beside those that are open, or shows it if it is one of them.
    void open(Path file);

    /// Opens a model that comes with the program.
    void openSample(SampleModels.Sample which);

    /// Begins a guided task on the sample model.
    void guide(Guide task);

    /// Opens a kept session beside the models that are open; what a crash left in place of its own model
    /// where nothing was done with that yet.
    void reopen(ArchiveRow kept);

    /// Shows the page of the first start beside the models that are open.
    void startPage();

    /// Closes the model that is shown; the last one leaves the page of the first start.
    void closeModel();

    /// Shows the model that many places further on.
    void showNext(int step);

    /// Closes the window; asks first if work would be lost.
    void quit();
}
