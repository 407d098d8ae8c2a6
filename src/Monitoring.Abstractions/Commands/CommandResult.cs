using Monitoring.Access;

namespace Monitoring.Commands;

/// <summary>What became of a command: its value, or why it was not done.</summary>
/// <typeparam name="T">What the command gives.</typeparam>
public sealed record CommandResult<T>
    where T : class
{
    /// <summary>Whether it was done, or what stood against it.</summary>
    public required CommandOutcome Outcome { get; init; }

    /// <summary>What the command gave; on <see cref="CommandOutcome.Conflict"/> what is there instead, when known.</summary>
    public T? Value { get; init; }

    /// <summary>Why it was not done, as a sentence that names the place and what to do.</summary>
    public string? Reason { get; init; }

    /// <summary>The decision that refused it.</summary>
    public AccessDecision? Access { get; init; }

    /// <summary>The version that <see cref="Value"/> is stored at, for the next change of it.</summary>
    public long Version { get; init; }
}
