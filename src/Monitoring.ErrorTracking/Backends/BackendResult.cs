using Monitoring.Access;

namespace Monitoring.ErrorTracking.Backends;

/// <summary>What a call to a back end gave, or why it gave nothing.</summary>
/// <typeparam name="T">What the call gives.</typeparam>
public sealed record BackendResult<T>
    where T : class
{
    /// <summary>Whether it was done, or what stood against it.</summary>
    public required BackendOutcome Outcome { get; init; }

    /// <summary>What it gave.</summary>
    public T? Value { get; init; }

    /// <summary>Why it was not done, as a sentence that names what to mend. Holds no text of the server.</summary>
    public string? Reason { get; init; }

    /// <summary>The decision that refused it.</summary>
    public AccessDecision? Access { get; init; }

    /// <summary>With <see cref="BackendOutcome.RateLimited"/>: when the server wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
