extension Journal {
    /// Where the journal lies unless told otherwise: `$XDG_STATE_HOME/allo/journal.sqlite`, with
    /// `$HOME/.local/state` where that is unset, empty or relative (XDG Base Directory 0.8).
    ///
    /// - Parameter environment: the environment of the process.
    /// - Returns: the path, or nil where neither names a folder.
    public static func defaultPath(environment: [String: String]) -> String? {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return state + "/allo/journal.sqlite"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/state/allo/journal.sqlite"
    }
}
