/// The words of the language: every key that a designer can write, in one place.
enum Word: String, CaseIterable, Sendable {
    // A flow file.
    case format, flow, languages, start, timeout, failures, variables, parameters, exits, steps
    case interDigitTimeout = "inter-digit-timeout"
    case termTimeout = "term-timeout"
    case termKey = "term-key"
    case bargeIn = "barge-in"
    case callFailures = "call-failures"
    case tooManyFailures = "too-many-failures"
    case technicalProblem = "technical-problem"
    case noInput = "no-input"
    case noMatch = "no-match"

    // The kinds of steps.
    case say, menu, collect, choose, set, request, hours, call, record, queue, transfer, survey
    case callback, agent
    case lookUp = "look-up"
    case hangUp = "hang-up"

    // What steps and choices have.
    case next, motive, done, language, notice, consents, refuses, reprompt, exhausted, prompt, text
    case length, secret, valid, escape, when, otherwise, with, into, found, missing, failed, by, key
    case identifies, segment, open, closed, holiday, max, questions, question, answers
    case number, pin, reason, accepted, refused, locked, full, empty, offer, after, name
    case transferred
    case maxWait = "max-wait"

    // The centre file.
    case centre, prompts, voices, levels, queues, calendars, numbers, directories, endpoints
    case destinations, music, voice, pitch, program, level, holidays, exceptions, purpose, file
    case telephone, url, method, headers, address, piece, licence
    case timeZone = "time-zone"
    case countryCode = "country-code"
    case wordsPerMinute = "words-per-minute"

    // Queues and agents.
    case agents, phone, skills, priority, strategy, whisper, announcements, first, every, position
    case wait, comfort, callbacks, attempts, pause, recordings, folder, retention, written, due
    case pinFile = "pin-file"
    case pinEnvironment = "pin-environment"
    case wrapUp = "wrap-up"
    case missedCalls = "missed-calls"
    case maxLength = "max-length"
    case needsAgents = "needs-agents"
    case notAfter = "not-after"
    case starvationBound = "starvation-bound"

    // How calls come in and go out.
    case listen, media, certificate, trunks, trunk, from, codecs, user, password, register, sessions
    case phones, users, destination, rank, allows, ring, authorities, digest
    case mediaAddress = "media-address"
    case publicAddress = "public-address"
    case privateKey = "private-key"
    case passwordFile = "password-file"
    case passwordEnvironment = "password-environment"
    case assertsIdentity = "asserts-identity"
    case requireDigest = "require-digest"
    case requireSRTP = "require-srtp"
    case callsPerSecond = "calls-per-second"

    // A prompts file.
    case recording

    // A simulation file.
    case simulation, period, to, days, seed, target, arrivals, calls, months, calendar, callers
    case replay, customers, directory, column, `where`, share, withheld, patience, reaction, speaks
    case presses, staff, count, breaks, window, talk, misses, shifts, transfers, busy, latency
    case values, outcome, positions, most, answer, contacts, extends
    case handleTime = "handle-time"
    case answersWritten = "answers-written"
    case callAgain = "call-again"
    case unresolved
    case answersAfter = "answers-after"
    case noAnswer = "no-answer"
    case whatIf = "what-if"
}
