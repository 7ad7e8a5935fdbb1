public import ArgumentParser
public import Rehearsal

extension Annotation.Format: ExpressibleByArgument {}
