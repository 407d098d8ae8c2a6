using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;
using Monitoring.Storage.Errors;

namespace Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;

/// <summary>What fingerprint rules see of an event.</summary>
internal sealed record FingerprintFacts
{
    /// <summary>The exceptions of the event, the one that was caught last.</summary>
    public ImmutableArray<ExceptionFacts> Exceptions { get; init; } = [];

    /// <summary>The frames of all exceptions, threads and of the bare stack trace, as the rules for stack traces marked them.</summary>
    public IReadOnlyList<RuleFrame> Frames { get; init; } = [];

    /// <summary>The message as people read it.</summary>
    public string? Message { get; init; }

    public string? Logger { get; init; }

    /// <summary>The level in lower case.</summary>
    public string? Level { get; init; }

    public ImmutableArray<EventTag> Tags { get; init; } = [];

    /// <summary>The family of the event's platform.</summary>
    public FrameFamilies Family { get; init; } = FrameFamilies.Other;

    /// <summary>The name of the SDK as it was sent.</summary>
    public string? Sdk { get; init; }

    public string? Release { get; init; }

    /// <summary>What was being done; only variables look at it.</summary>
    public string? Transaction { get; init; }

    /// <summary>The frame that the event is blamed on: the last in-app one, else the last; only variables look at it.</summary>
    public RuleFrame? CrashFrame { get; init; }

    /// <summary>What the rules may cost.</summary>
    public RuleBudget Budget { get; init; } = new();
}
