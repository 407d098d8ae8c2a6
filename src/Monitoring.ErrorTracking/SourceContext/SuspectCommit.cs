using Monitoring.ErrorTracking.Releases;

namespace Monitoring.ErrorTracking.SourceContext;

/// <summary>The commit that may have brought an error: the newest of its release that touches a file of the stack trace.</summary>
public sealed record SuspectCommit
{
    /// <summary>The commit.</summary>
    public required ReleaseCommit Commit { get; init; }

    /// <summary>The release that it came with.</summary>
    public required string Release { get; init; }

    /// <summary>The file that it touches, as the repository names it.</summary>
    public required string File { get; init; }

    /// <summary>How many frames of the application lie above the one in that file; 0 when the error was thrown there.</summary>
    public required int Depth { get; init; }
}
