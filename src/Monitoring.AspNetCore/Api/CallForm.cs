namespace Monitoring.AspNetCore.Api;

/// <summary>What tells the calls of one API from those of another: how a fault is written, and where the log speaks of it.</summary>
internal sealed record CallForm
{
    /// <summary>The category of the log.</summary>
    public required string LogName { get; init; }

    /// <summary>How a caller signs in to this API.</summary>
    public required string SignIn { get; init; }

    public required Func<CallFault, ApiAnswer> Write { get; init; }
}
