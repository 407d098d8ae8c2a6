namespace Monitoring.AspNetCore.Api;

/// <summary>Why a call could not be done at all, before an API puts it into its own form.</summary>
internal sealed record CallFault
{
    public required CallFaultKind Kind { get; init; }

    public required int Status { get; init; }

    /// <summary>What is wrong and what helps, as a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>When to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
