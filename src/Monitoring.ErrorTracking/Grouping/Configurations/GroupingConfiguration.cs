using System.Collections.Immutable;
using Monitoring.ErrorTracking.Grouping.Parameterization;
using Monitoring.ErrorTracking.Grouping.Rules.Fingerprints;
using Monitoring.ErrorTracking.Grouping.Rules.StackTraces;

namespace Monitoring.ErrorTracking.Grouping.Configurations;

/// <summary>One version of the rules by which events are grouped. What an older version does is never changed: its hashes name issues.</summary>
internal sealed record GroupingConfiguration
{
    /// <summary>The name and date, such as <c>newstyle:2026-01-20</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Whether type and value of an exception come before its stack trace; before 2025 they came after it.</summary>
    public bool TraceComesLast { get; init; }

    /// <summary>Whether, of two views with equal values, the in-app view is the one that counts.</summary>
    public bool PrefersApp { get; init; }

    /// <summary>
    /// Whether a JavaScript trace of one frame without function is worthless when the frame is of no URL. Before 2026 it was the one with a URL, by
    /// mistake.
    /// </summary>
    public bool IgnoresSingleFrameWithoutUrl { get; init; }

    /// <summary>Whether the numbers in the lines by which Python starts worker processes are masked.</summary>
    public bool MasksSpawnLines { get; init; }

    /// <summary>Whether an unknown variable in a fingerprint is replaced by a text that says so; else it stays as it is.</summary>
    public bool FlagsUnknownVariables { get; init; }

    /// <summary>Whether constants and messages in a fingerprint that repeat the event's message are masked like it.</summary>
    public bool MasksFingerprints { get; init; }

    /// <summary>Whether events that say nothing are told apart by type, platform and logger; else all of them are one issue.</summary>
    public bool DividesFallback { get; init; }

    /// <summary>Whether the view of all frames of a chain also holds the exceptions that have none; else they are seen with the in-app frames alone.</summary>
    public bool KeepsExceptionsWithoutTrace { get; init; }

    /// <summary>Whether a message counts and not the trace that was attached to it, when no frame of that is in-app.</summary>
    public bool PrefersMessages { get; init; }

    /// <summary>Whether ordinals, hashes and addresses that compilers, bundlers and runtimes put into names of frames are taken out.</summary>
    public bool CleansGeneratedNames { get; init; }

    /// <summary>Whether a chain whose exceptions are numbered like those of a group has the order of the event, as one without numbers has.</summary>
    public bool KeepsOrderOfChains { get; init; }

    /// <summary>What of texts that people wrote is taken for a value that changes from event to event.</summary>
    public required MaskingMode Masking { get; init; }

    /// <summary>The rules for stack traces that come with the product.</summary>
    public required ImmutableArray<StackTraceRule> StackTraceRules { get; init; }

    /// <summary>The rules for fingerprints that come with the product.</summary>
    public required ImmutableArray<FingerprintRule> FingerprintRules { get; init; }
}
