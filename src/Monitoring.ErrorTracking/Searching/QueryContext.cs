namespace Monitoring.ErrorTracking.Searching;

/// <summary>What the words of a search stand for that depend on who asks, and when.</summary>
internal sealed record QueryContext
{
    /// <summary>A search that is kept, such as that of a rule: it must mean the same whoever asks, and whenever.</summary>
    public static QueryContext Stored { get; } = new() { Now = DateTimeOffset.UnixEpoch, Me = "", IsStored = true };

    public bool IsStored { get; private init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The actor's id, for <c>assigned:me</c>.</summary>
    public required string Me { get; init; }

    /// <summary>What <c>release:latest</c> stands for; <see langword="null"/> when the project has no release.</summary>
    public string? LatestRelease { get; init; }
}
