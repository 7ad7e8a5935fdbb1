import Flows

/// Which run of each timer of a call is on, so that a cancelled one never fires.
struct TimerRuns: Sendable {
    private var latest = 0
    private var noInput = 0
    private var interDigit = 0
    private var term = 0
    private var recording = 0
    private var maximumWait = 0

    /// Starts a timer anew; gives the number of the run.
    mutating func start(_ timer: CallTimer) -> Int {
        latest += 1
        self[timer] = latest
        return latest
    }

    mutating func cancel(_ timer: CallTimer) { self[timer] = 0 }

    /// Ends a run; false where it was cancelled or started anew.
    mutating func end(_ timer: CallTimer, run: Int) -> Bool {
        guard self[timer] == run else { return false }
        self[timer] = 0
        return true
    }

    private subscript(timer: CallTimer) -> Int {
        get {
            switch timer {
            case .noInput: noInput
            case .interDigit: interDigit
            case .term: term
            case .recording: recording
            case .maximumWait: maximumWait
            }
        }
        set {
            switch timer {
            case .noInput: noInput = newValue
            case .interDigit: interDigit = newValue
            case .term: term = newValue
            case .recording: recording = newValue
            case .maximumWait: maximumWait = newValue
            }
        }
    }
}
