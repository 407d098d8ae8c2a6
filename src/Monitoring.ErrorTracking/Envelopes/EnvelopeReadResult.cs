using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Envelopes;

/// <summary>What was read of an envelope: everything that could be, and what was wrong with the rest.</summary>
public sealed record EnvelopeReadResult
{
    /// <summary>The header; <see langword="null"/> when it could not be read, and then there are no items.</summary>
    public required EnvelopeHeader? Header { get; init; }

    /// <summary>The items, in their order. They refer to the memory of the body.</summary>
    public required ImmutableArray<EnvelopeItem> Items { get; init; }

    /// <summary>What was wrong, in the order of the body.</summary>
    public required ImmutableArray<EnvelopeProblem> Problems { get; init; }

    /// <summary>The problem that ended the reading; <see langword="null"/> when the whole body was read.</summary>
    public EnvelopeProblem? Failure => Problems is [.., { IsFatal: true } last] ? last : null;
}
