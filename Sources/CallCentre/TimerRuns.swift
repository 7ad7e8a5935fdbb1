package import Flows

/// Which run of each timer of a call is on, so that a cancelled one never fires.
package struct TimerRuns: Sendable {
    private var latest = 0
    private var noInput = 0
    private var interDigit = 0
    private var term = 0
    private var recording = 0
    private var maximumWait = 0
    private var nextTry = 0
    private var announcement = 0
    private var offer = 0

    /// No timer runs.
    package init() {}

    /// Starts a timer anew; gives the number of the run.
    package mutating func start(_ timer: CallTimer) -> Int {
        latest += 1
        self[timer] = latest
        return latest
    }

    /// Whether a run goes on: neither ended nor cancelled, and the timer not started anew.
    package func isOn(_ timer: CallTimer, run: Int) -> Bool { self[timer] == run }

    /// Stops a timer.
    package mutating func cancel(_ timer: CallTimer) { self[timer] = 0 }

    /// Stops all timers; the numbers of later runs go on.
    package mutating func cancelAll() {
        let latest = latest
        self = TimerRuns()
        self.latest = latest
    }

    /// Ends a run; false where it was cancelled or started anew.
    package mutating func end(_ timer: CallTimer, run: Int) -> Bool {
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
            case .nextTry: nextTry
            case .announcement: announcement
            case .offer: offer
            }
        }
        set {
            switch timer {
            case .noInput: noInput = newValue
            case .interDigit: interDigit = newValue
            case .term: term = newValue
            case .recording: recording = newValue
            case .maximumWait: maximumWait = newValue
            case .nextTry: nextTry = newValue
            case .announcement: announcement = newValue
            case .offer: offer = newValue
            }
        }
    }
}
