using System.Collections.Immutable;
using System.Text.Json;
using Monitoring.Access;
using Monitoring.Commands;
using Monitoring.ErrorTracking.Releases;
using Monitoring.ErrorTracking.Releases.Storing;

namespace Monitoring.ErrorTracking.SourceContext.Storing;

/// <summary>Goes through the commits of the releases after the one before; the frame nearest to the error decides, then the newest commit.</summary>
internal sealed class SuspectCommits(ReleaseStore releases, IAccessControl access) : ISuspectCommits
{
    private const int MaxFrames = 10;

    public async ValueTask<CommandResult<SuspectCommit>> FindAsync(
        Actor actor, ProjectId project, string? release, ReadOnlyMemory<byte> normalized, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var decision = await access.CheckAsync(actor, Permission.ReadErrors, project, cancellationToken).ConfigureAwait(false);
        if (!decision.IsAllowed)
        {
            return CommandResults.Refused<SuspectCommit>(decision);
        }

        if (release is null || await releases.FindAsync(project, release, cancellationToken).ConfigureAwait(false) is null)
        {
            return CommandResults.NotFound<SuspectCommit>("The event has no release that is known.");
        }

        var commits = await releases.CommitsAsync(project, release, cancellationToken).ConfigureAwait(false);
        if (commits.IsEmpty)
        {
            return CommandResults.NotFound<SuspectCommit>($"Release '{release}' has no commits; attach them with 'sentry-cli releases set-commits' or the product API.");
        }

        return Find(Files(normalized), commits, release) is { } suspect
            ? CommandResults.Done(suspect)
            : CommandResults.NotFound<SuspectCommit>($"No commit of release '{release}' touches a file of the stack trace.");
    }

    public static SuspectCommit? Find(IReadOnlyList<string> files, ImmutableArray<ReleaseCommit> commits, string release)
    {
        // Those without an instant keep their place behind the dated ones: the list has the newest first.
        var ordered = commits.OrderByDescending(commit => commit.Timestamp ?? DateTimeOffset.MinValue).ToList();
        for (var depth = 0; depth < files.Count; depth++)
        {
            foreach (var commit in ordered)
            {
                if (commit.Files.FirstOrDefault(file => IsSame(files[depth], file)) is { } touched)
                {
                    return new SuspectCommit { Commit = commit, Release = release, File = touched, Depth = depth };
                }
            }
        }

        return null;
    }

    /// <summary>One path ends with the other, whole directories at a time: a repository and a build seldom begin at the same one.</summary>
    private static bool IsSame(string frame, string file)
    {
        var (longer, shorter) = frame.Length >= file.Length ? (frame, file) : (file, frame);
        return longer.EndsWith(shorter, StringComparison.Ordinal) && (longer.Length == shorter.Length || longer[^(shorter.Length + 1)] == '/');
    }

    /// <summary>The files of the application's frames of the error that was caught, the one that threw first.</summary>
    private static List<string> Files(ReadOnlyMemory<byte> normalized)
    {
        var files = new List<string>();
        if (normalized.IsEmpty)
        {
            return files;
        }

        using var document = JsonDocument.Parse(normalized);
        if (!document.RootElement.TryGetProperty("exception", out var exception)
            || !exception.TryGetProperty("values", out var values)
            || values.EnumerateArray().LastOrDefault(value => value.TryGetProperty("stacktrace", out _)) is not { ValueKind: JsonValueKind.Object } thrown)
        {
            return files;
        }

        foreach (var frame in thrown.GetProperty("stacktrace").GetProperty("frames").EnumerateArray().Reverse())
        {
            var isForeign = frame.TryGetProperty("in_app", out var inApp) && inApp.ValueKind == JsonValueKind.False;
            if (!isForeign && frame.TryGetProperty("filename", out var name) && name.GetString() is { Length: > 0 } file && files.Count < MaxFrames)
            {
                files.Add(file.Replace('\\', '/'));
            }
        }

        return files;
    }
}
